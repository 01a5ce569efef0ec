"""What readers may hand to a page, damaged: their files, and the addresses that they follow."""
