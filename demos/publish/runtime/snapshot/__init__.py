"""Memory snapshot of Python with numpy and the demos imported, from which pages start Python."""
