import type pg from 'pg';

/** The product's log-in roles (S2). */
export const ROLES = ['oson_app', 'oson_auth', 'oson_support', 'oson_jobs'] as const;

/** Tables without a tenant: accounts, and what is there before a tenant is known. */
export const SHARED_TABLES: readonly string[] = [
  '_prisma_migrations',
  'account',
  'invitation',
  'member',
  'notification',
  'organization',
  'rate_limit',
  'session',
  'terminal_enrolment',
  'two_factor',
  'user',
  'verification',
];

/** The application may add to these and never change them: their later state lives elsewhere. */
export const APPEND_ONLY: readonly string[] = [
  'approval',
  'audit_chain',
  'audit_entry',
  'cash_movement',
  'change',
  'change_row',
  'credit_entry',
  'debt_entry',
  'debt_payment',
  'debt_payment_tender',
  'device_activity',
  'line_discount',
  'op_log',
  'op_result',
  'price',
  'sale',
  'sale_line',
  'sale_return',
  'sale_return_line',
  'sale_return_tender',
  'sale_void',
  'sku_cost',
  'stock_movement',
  'tax_rate',
  'tender',
];

/** Written once and forgotten when it is old: a restrictive policy of its own keeps what is young. */
export const FORGOTTEN: readonly string[] = ['change', 'change_row'];

/** Where the application may delete: what is kept for a while, taken back, or may be erased. */
const DELETABLE = [
  ...FORGOTTEN,
  'import_file',
  'import_row',
  'op_private',
  'op_repair',
  'op_waiting',
  'staff_store',
];

/** Everything in which this database differs from the rules of the wall, in words. None is right. */
export async function wallFaults(owner: pg.Client): Promise<string[]> {
  const parts = [
    rowSecurity,
    strangers,
    roles,
    ownership,
    privileges,
    reach,
    erasing,
    deputies,
    keys,
    changes,
  ];
  const faults: string[] = [];
  for (const part of parts) faults.push(...(await part(owner)));
  return faults;
}

/** Tables of tenants, by name. */
export async function tenantTables(owner: pg.Client): Promise<string[]> {
  return column(
    owner,
    `select c.relname from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and exists (
       select from pg_attribute a
       where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
     order by 1`,
  );
}

async function column(owner: pg.Client, sql: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await owner.query<string[]>({ text: sql, values, rowMode: 'array' });
  return rows.map((row) => row[0] as string);
}

/** S1: row security, forced, one policy for the application that asks for the tenant both ways. */
async function rowSecurity(owner: pg.Client): Promise<string[]> {
  const names = [...(await tenantTables(owner)), 'notification'];
  return column(
    owner,
    `with wall as (
       select c.oid, c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
         (select count(*) from pg_policy p where p.polrelid = c.oid
            and (p.polroles @> array['oson_app'::regrole::oid] or p.polroles @> array[0::oid])
            -- A restrictive one only narrows what the wall lets through.
            and p.polpermissive
         ) as app_policies,
         (select count(*) from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
            and p.polpermissive and p.polroles = array['oson_app'::regrole::oid]
            and pg_get_expr(p.polqual, c.oid) ~ '^\\(tenant(_id)? = \\( SELECT .*app\\.tenant_id'
            and pg_get_expr(p.polwithcheck, c.oid) = pg_get_expr(p.polqual, c.oid)
         ) as right_policies
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any($1))
     select format('S1 %s: row security is not forced', relname) from wall where not forced
     union all
     select format('S1 %s: needs one policy for oson_app with USING and WITH CHECK', relname)
     from wall where app_policies <> 1 or right_policies <> 1`,
    [names],
  );
}

/** S1: a table either has a tenant or stands on the list above. */
async function strangers(owner: pg.Client): Promise<string[]> {
  return column(
    owner,
    `select format('S1 %s: has no tenant_id and is no shared table', c.relname) from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f')
       and c.relname <> all($1) and c.relname <> all($2)`,
    [SHARED_TABLES, await tenantTables(owner)],
  );
}

/** S2: what the roles are. */
async function roles(owner: pg.Client): Promise<string[]> {
  return column(
    owner,
    `select format('S2 %s: may more than log in', rolname) from pg_roles where rolname = any($1)
       and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)
     union all
     select format('S2 %s: is a member of %s', m.member::regrole, m.roleid::regrole)
     from pg_auth_members m where m.member::regrole::text = any($1)
     union all
     select format('S2 %s: is missing', name) from unnest($1::text[]) name
     where not exists (select from pg_roles where rolname = name)`,
    [ROLES],
  );
}

/** S2: the roles own nothing; jobs only its own schemas' tables. */
async function ownership(owner: pg.Client): Promise<string[]> {
  return column(
    owner,
    `select format('S2 %s: owns %s', c.relowner::regrole, c.oid::regclass) from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relowner::regrole::text = any($1)
       and not (c.relowner::regrole::text = 'oson_jobs' and n.nspname in ('jobs', 'pgboss', 'pg_toast'))
     union all
     select format('S2 %s: owns schema %s', nspowner::regrole, nspname) from pg_namespace
     where nspowner::regrole::text = any($1)
     union all
     select format('S2 %s: may create in %s', role, s) from unnest($1::text[]) role,
       unnest(array['public', 'jobs', 'pgboss']) s
     where has_schema_privilege(role, s, 'CREATE') and not (role = 'oson_jobs' and s <> 'public')
     union all
     select format('S2 %s: may create schemas', role) from unnest($1::text[]) role
     where has_database_privilege(role, current_database(), 'CREATE')`,
    [ROLES],
  );
}

/** S2: no role may truncate, refer to or hang a trigger on a table; deleting is listed. */
async function privileges(owner: pg.Client): Promise<string[]> {
  return column(
    owner,
    `with tables as (select oid, relname from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f'))
     select format('S2 %s: may %s %s', role, lower(what), relname) from tables,
       unnest($1::text[]) role, unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) what
     where has_table_privilege(role, oid, what)
     union all
     select format('S2 oson_app: may delete from %s', relname) from tables
     where has_table_privilege('oson_app', oid, 'DELETE') and relname <> all($2)`,
    [ROLES, DELETABLE],
  );
}

/** S2: the application reaches no account, the others no more of a tenant than they need. */
async function reach(owner: pg.Client): Promise<string[]> {
  const mayRead: Record<string, string[]> = {
    oson_app: ['notification'],
    oson_auth: ['terminal', 'terminal_incarnation', 'api_key', 'tenant_settings'],
    oson_jobs: ['job_outbox', 'tenant_settings'],
  };
  const mayWrite: Record<string, string[]> = {
    oson_auth: [],
    oson_jobs: ['job_outbox'],
    oson_support: [
      'audit_chain',
      'audit_entry',
      'op_repair',
      'support_access',
      'tenant_settings',
      'terminal',
    ],
  };
  const tenants = await tenantTables(owner);
  // Whose row it is may be read where the rows of a closed chain are deleted; nothing of the row.
  const any = (what: string) =>
    `select format('S2 %s: may ${what.toLowerCase()} %s', $1::text, t) from unnest($2::text[]) t
     where t <> all($3) and exists (select from pg_attribute a
       where a.attrelid = format('%I', t)::regclass and a.attnum > 0 and not a.attisdropped
         and has_column_privilege($1, a.attrelid, a.attnum, '${what}')
         and not ($1 = 'oson_jobs' and '${what}' = 'SELECT' and a.attname = 'tenant_id'))`;
  const faults: string[] = [];
  for (const [role, allowed] of Object.entries(mayRead)) {
    const tables = role === 'oson_app' ? SHARED_TABLES : tenants;
    faults.push(...(await column(owner, any('SELECT'), [role, tables, allowed])));
  }
  for (const [role, allowed] of Object.entries(mayWrite)) {
    for (const what of ['INSERT', 'UPDATE']) {
      faults.push(...(await column(owner, any(what), [role, tenants, allowed])));
    }
  }
  return faults;
}

/** S2: what a job deletes belongs to a chain whose owner closed it long ago, or is the outbox. */
async function erasing(owner: pg.Client): Promise<string[]> {
  return column(
    owner,
    `select format('S2 oson_jobs: may delete more of %s than a closed chain''s rows', t)
     from unnest($1::text[]) t
     where t <> 'job_outbox' and has_table_privilege('oson_jobs', format('%I', t), 'DELETE')
       and (select count(*) filter (where pg_get_expr(p.polqual, p.polrelid) like '%closed_at <%')
              <> count(*) or count(*) = 0
         from pg_policy p where p.polrelid = format('%I', t)::regclass and p.polcmd in ('*', 'd')
           and p.polroles && array['oson_jobs'::regrole::oid, 0::oid])`,
    [await tenantTables(owner)],
  );
}

/** S3: nothing that looks at rows with the rights of its owner. */
async function deputies(owner: pg.Client): Promise<string[]> {
  return column(
    owner,
    `select format('S3 %s: a view without security_invoker', relname) from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'v'
       and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'], false)
     union all
     select format('S3 %s: a materialised view', relname) from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'm'
     union all
     select format('S3 %s: a function with its owner''s rights', proname) from pg_proc
     where pronamespace in ('public'::regnamespace, 'jobs'::regnamespace) and prosecdef`,
  );
}

/** S4: keys, unique indexes and foreign keys begin with the tenant, on both sides. */
async function keys(owner: pg.Client): Promise<string[]> {
  return column(
    owner,
    `with tables as (
       select oid, relname from pg_class where relnamespace = 'public'::regnamespace
         and relname = any($1)
     ), tenant as (
       select attrelid, attnum from pg_attribute where attname = 'tenant_id' and not attisdropped
     )
     select format('S4 %s: unique index %s does not begin with tenant_id', t.relname,
       i.indexrelid::regclass)
     from tables t join pg_index i on i.indrelid = t.oid join tenant on tenant.attrelid = t.oid
     where i.indisunique and i.indkey[0] <> tenant.attnum
     union all
     select format('S4 %s: has no primary key', t.relname) from tables t
     where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)
     union all
     select format('S4 %s: foreign key %s does not begin with tenant_id', t.relname, f.conname)
     from tables t join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
     join tenant here on here.attrelid = f.conrelid
     left join tenant there on there.attrelid = f.confrelid
     where f.conkey[1] <> here.attnum or f.confkey[1] is distinct from there.attnum`,
    [await tenantTables(owner)],
  );
}

/** S29 and append-only: written once. */
async function changes(owner: pg.Client): Promise<string[]> {
  return column(
    owner,
    `select format('S29 %s: may be changed by the application', t) from unnest($1::text[]) t
     where has_any_column_privilege('oson_app', format('%I', t), 'UPDATE')
       or has_table_privilege('oson_app', format('%I', t), 'DELETE')
         and (t <> all($3) or not exists (select from pg_policy p
           where p.polrelid = format('%I', t)::regclass and p.polcmd = 'd' and not p.polpermissive
             and p.polroles = array['oson_app'::regrole::oid]))
     union all
     select format('S29 audit_entry: may be changed by %s', role) from unnest($2::text[]) role
     where has_any_column_privilege(role, 'audit_entry', 'UPDATE')
       or (has_table_privilege(role, 'audit_entry', 'DELETE') and role <> 'oson_jobs')`,
    [APPEND_ONLY, ROLES, FORGOTTEN],
  );
}
