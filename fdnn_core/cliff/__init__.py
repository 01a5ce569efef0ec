"""Races between dense and sparse products, their crossovers and records."""
