"""One panel a module: its ids, its layout, its callbacks. A callback decodes, calls, encodes."""
