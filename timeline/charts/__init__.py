"""Event rows to a Plotly figure as a dict, and to the same as SVG."""
