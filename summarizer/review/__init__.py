"""What two or more runs make of the same articles: the differences, their weight, and a verdict."""

from __future__ import annotations
