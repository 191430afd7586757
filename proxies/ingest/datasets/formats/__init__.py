"""Readers of foreign files: bytes in, rows or rejections out; no Django, no models."""
