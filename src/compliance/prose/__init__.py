"""Reads Norwegian running text without any language model: what it states that can be recomputed or compared."""
