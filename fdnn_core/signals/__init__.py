"""Test signals, synthetic images and photographs."""
