"""Test signals, synthetic images, photographs, handwritten digits, and lights."""
