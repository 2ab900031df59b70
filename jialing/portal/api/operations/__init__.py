"""What programs can ask and do, a file for each subject."""
