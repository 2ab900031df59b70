"""Invented calls for selection, calibration and effects."""
