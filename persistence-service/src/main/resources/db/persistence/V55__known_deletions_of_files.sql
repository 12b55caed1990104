-- Who writes files waits, as for any other who does; who reads does not.
select pg_advisory_xact_lock(hashtext('awfar.files'));

update files set deleted_at = gone_at where gone = 'deleted';
