"""Trees become bytes: values checked, segments in the guide's order, levels numbered."""
