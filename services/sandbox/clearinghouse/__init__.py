"""The clearinghouse: takes 837s by SFTP, checks them by means of its own, and answers."""
