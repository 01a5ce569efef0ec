"""What the build writes into the pages."""
