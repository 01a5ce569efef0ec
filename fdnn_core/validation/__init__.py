"""Input validation shared by all subpackages."""
