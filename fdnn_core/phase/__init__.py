"""Phase and magnitude: polar form, mixing, degradation, masks, patches and retrieval."""
