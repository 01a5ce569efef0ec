"""How the built site is sent: policy, offline copies, compression, hosting."""
