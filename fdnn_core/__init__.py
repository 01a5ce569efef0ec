"""The mathematics of neural networks in the frequency domain, in numpy alone."""
