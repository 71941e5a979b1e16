"""The roles that rows are read and written as.

They belong to the cluster, not to the database: they may be there, made by another database of ours or by an
administrator, and they stay when the schema goes. So they are no step of the migrations, but made sure of before these.
"""

# A role that makes another one may grant it from PostgreSQL 16 on, but not yet become it.
ENSURE = """
DO $$
DECLARE
    name text;
    separate boolean := current_setting('server_version_num')::integer >= 160000;
BEGIN
    FOREACH name IN ARRAY ARRAY['tabwright_system', 'tabwright_tenant'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;  -- another database's migration was faster
        END;
        IF NOT pg_has_role(current_user, name, CASE WHEN separate THEN 'SET' ELSE 'MEMBER' END) THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', name) || CASE WHEN separate THEN ' WITH SET TRUE' ELSE '' END;
        END IF;
    END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format(
            'the role %s may not make roles: run `CREATE ROLE tabwright_system NOLOGIN; '
            'CREATE ROLE tabwright_tenant NOLOGIN; GRANT tabwright_system, tabwright_tenant TO %I` as an administrator',
            current_user, current_user
        );
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format(
        'the role %s may not become tabwright_system, tabwright_tenant: '
        'run `GRANT tabwright_system, tabwright_tenant TO %I` as an administrator', current_user, current_user
    );
END
$$;
"""
