"""Scenes and counts as plotly figures for the browser. Pure: values in, dictionaries out."""
