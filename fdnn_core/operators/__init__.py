"""Linear operators as matrices, in space and in the Fourier basis."""
