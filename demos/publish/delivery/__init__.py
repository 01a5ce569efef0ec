"""Finishing the built site: security policy, version mark, offline copies, compression, server settings."""
