"""What all demos share: the controls they declare, the figures they return, and the ways to show them."""
