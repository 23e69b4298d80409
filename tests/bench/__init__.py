"""`make bench`: what each page costs, as ratios to a bare view on the same server in the same run."""
