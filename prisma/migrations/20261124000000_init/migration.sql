-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "category" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "names" JSONB,
    "hue" INTEGER NOT NULL DEFAULT 205,
    "position" INTEGER NOT NULL DEFAULT 0,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "category_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "product" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "category_id" UUID,
    "name" TEXT NOT NULL,
    "names" JSONB,
    "fiscal_name" TEXT,
    "mxik" TEXT,
    "package_code" TEXT,
    "marked_group" TEXT,
    "owner_type" INTEGER NOT NULL DEFAULT 0,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "search_key" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "sku" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "names" JSONB,
    "options" JSONB,
    "kind" TEXT NOT NULL DEFAULT 'piece',
    "unit" TEXT NOT NULL DEFAULT 'dona',
    "tracked" BOOLEAN NOT NULL DEFAULT true,
    "tax_rate_bp" INTEGER,
    "favourite" INTEGER,
    "draft" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "sku_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "barcode" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'ean',
    "pack_quantity" BIGINT NOT NULL DEFAULT 1000,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "barcode_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "store_sku" (
    "tenant_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "carried" BOOLEAN NOT NULL DEFAULT true,
    "min_stock" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "store_sku_pkey" PRIMARY KEY ("tenant_id","store_id","sku_id")
);

-- CreateTable
CREATE TABLE "sku_cost" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sku_cost_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "price_list" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tax_included" BOOLEAN NOT NULL DEFAULT true,
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "price_list_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "price" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "price_list_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "amount" BIGINT,
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "n" BIGINT NOT NULL,

    CONSTRAINT "price_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "tax_rate" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rate_bp" INTEGER NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "n" BIGINT NOT NULL,

    CONSTRAINT "tax_rate_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "sale_flag" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "store_id" UUID NOT NULL,
    "sale_id" UUID,
    "op_id" UUID,
    "sku_id" UUID,
    "terminal_id" UUID,
    "details" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "resolution" TEXT,
    "resolved_by" UUID,
    "resolved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sale_flag_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "sale_flag_sale" (
    "tenant_id" UUID NOT NULL,
    "flag_id" UUID NOT NULL,
    "sale_id" UUID NOT NULL,

    CONSTRAINT "sale_flag_sale_pkey" PRIMARY KEY ("tenant_id","flag_id","sale_id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "phone_number" TEXT,
    "phone_number_verified" BOOLEAN DEFAULT false,
    "two_factor_enabled" BOOLEAN DEFAULT false,
    "role" TEXT,
    "banned" BOOLEAN DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMPTZ(3),
    "locale" TEXT NOT NULL DEFAULT 'uz-Latn',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "active_organization_id" UUID,
    "impersonated_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "logo" TEXT,
    "metadata" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT,
    "status" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "inviter_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "two_factor" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN DEFAULT true,
    "failed_verification_count" INTEGER DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "terminal_enrolment" (
    "id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "secret_hash" BYTEA,
    "public_key" TEXT,
    "device_name" TEXT,
    "purpose" TEXT NOT NULL,
    "claimed_tenant" UUID,
    "claimed_store" UUID,
    "claimed_terminal" UUID,
    "terminal_name" TEXT,
    "tries_left" INTEGER NOT NULL DEFAULT 5,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "terminal_enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant_settings" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "locale" TEXT NOT NULL DEFAULT 'uz-Latn',
    "trade" TEXT NOT NULL,
    "city" TEXT,
    "usd_rate" BIGINT,
    "usd_rate_at" TIMESTAMPTZ(3),
    "low_stock_threshold" BIGINT NOT NULL DEFAULT 5000,
    "receipt_header" TEXT NOT NULL DEFAULT '',
    "receipt_footer" TEXT NOT NULL DEFAULT '',
    "tax_included" BOOLEAN NOT NULL DEFAULT true,
    "tax_rate_bp" INTEGER NOT NULL DEFAULT 1200,
    "suspended_at" TIMESTAMPTZ(3),
    "suspend_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tenant_settings_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "tender_type" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "names" JSONB,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "rounding" BIGINT NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "tender_type_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "shift" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "terminal_id" UUID NOT NULL,
    "incarnation_id" UUID NOT NULL,
    "opened_by" UUID,
    "closed_by" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "business_date" DATE,
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "float_amount" BIGINT NOT NULL,
    "counted_cash" BIGINT,
    "expected_cash" BIGINT,
    "denominations" JSONB,
    "z_figures" JSONB,
    "last_seq" INTEGER,
    "closed_by_user" UUID,
    "status" TEXT NOT NULL,

    CONSTRAINT "shift_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "cash_movement" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "shift_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "terminal_id" UUID,
    "direction" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "reason" TEXT NOT NULL,
    "staff_id" UUID,
    "approver_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cash_movement_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "debt_limit" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "debt_entry" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'sale',
    "sale_id" UUID,
    "document_id" UUID,
    "op_id" UUID,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "due_date" DATE,
    "by_user" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "debt_entry_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "credit_entry" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "document_id" UUID,
    "op_id" UUID,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_entry_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "debt_payment" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "terminal_id" UUID NOT NULL,
    "shift_id" UUID,
    "staff_id" UUID,
    "receipt_number" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "change_given" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "business_date" DATE NOT NULL,

    CONSTRAINT "debt_payment_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "debt_payment_tender" (
    "tenant_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "tender_type_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "foreign_amount" BIGINT,
    "rate" BIGINT,
    "store_id" UUID NOT NULL,
    "business_date" DATE NOT NULL,

    CONSTRAINT "debt_payment_tender_pkey" PRIMARY KEY ("tenant_id","payment_id","position")
);

-- CreateTable
CREATE TABLE "store" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Tashkent',
    "utc_offset_min" INTEGER NOT NULL DEFAULT 300,
    "cutover_hour" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "legal_name" TEXT NOT NULL DEFAULT '',
    "tin" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "price_list_id" UUID NOT NULL,
    "cash_rounding" BIGINT NOT NULL DEFAULT 0,
    "paper_mm" INTEGER NOT NULL DEFAULT 80,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "store_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "terminal" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'device',
    "state" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "terminal_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "terminal_incarnation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "terminal_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "last_hash" TEXT NOT NULL DEFAULT '',
    "held" JSONB NOT NULL DEFAULT '[]',
    "forked" BOOLEAN NOT NULL DEFAULT false,
    "last_hello_at" TIMESTAMPTZ(3),
    "last_push_at" TIMESTAMPTZ(3),
    "pulled_n" BIGINT NOT NULL DEFAULT 0,
    "app_version" TEXT NOT NULL DEFAULT '',
    "max_seq" INTEGER NOT NULL DEFAULT 0,
    "pending_count" INTEGER NOT NULL DEFAULT 0,
    "pending_sum" BIGINT NOT NULL DEFAULT 0,
    "pending_oldest_at" TIMESTAMPTZ(3),
    "storage" JSONB,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "terminal_incarnation_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "staff" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "pin_salt" TEXT,
    "pin_hash" TEXT,
    "pin_params" JSONB,
    "pin_version" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "staff_store" (
    "tenant_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,

    CONSTRAINT "staff_store_pkey" PRIMARY KEY ("tenant_id","staff_id","store_id")
);

-- CreateTable
CREATE TABLE "approval" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "terminal_id" UUID NOT NULL,
    "shift_id" UUID,
    "staff_id" UUID,
    "approver_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "device_activity" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "terminal_id" UUID NOT NULL,
    "store_id" UUID,
    "op_id" UUID,
    "kind" TEXT NOT NULL,
    "staff_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "device_activity_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "terminal_id" UUID NOT NULL,
    "incarnation_id" UUID NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "sales_hourly" (
    "tenant_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "business_date" DATE NOT NULL,
    "hour" INTEGER NOT NULL,
    "sale_count" INTEGER NOT NULL,
    "gross" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,
    "return_count" INTEGER NOT NULL DEFAULT 0,
    "refunds" BIGINT NOT NULL DEFAULT 0,
    "refund_tax" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sales_hourly_pkey" PRIMARY KEY ("tenant_id","store_id","business_date","hour")
);

-- CreateTable
CREATE TABLE "sale" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "terminal_id" UUID NOT NULL,
    "incarnation_id" UUID NOT NULL,
    "shift_id" UUID,
    "staff_id" UUID,
    "customer_id" UUID,
    "receipt_number" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "gross" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "cash_rounding" BIGINT NOT NULL,
    "change_given" BIGINT NOT NULL,
    "tax_included" BOOLEAN NOT NULL DEFAULT true,
    "sale_discount" JSONB,
    "note" TEXT,
    "line_count" INTEGER NOT NULL,
    "business_date" DATE NOT NULL,
    "hour" INTEGER NOT NULL,
    "sold_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "price_n" BIGINT NOT NULL,
    "price_epoch" INTEGER NOT NULL DEFAULT 1,
    "rules" INTEGER NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'terminal',

    CONSTRAINT "sale_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "sale_line" (
    "tenant_id" UUID NOT NULL,
    "sale_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "store_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT,
    "unit" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "list_price" BIGINT NOT NULL,
    "price" BIGINT NOT NULL,
    "price_source" TEXT NOT NULL,
    "discount" BIGINT NOT NULL,
    "tax_rate_bp" INTEGER NOT NULL,
    "net" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "gross" BIGINT NOT NULL,
    "cost_at_sale" BIGINT,
    "approver_id" UUID,
    "note" TEXT,
    "sold_at" TIMESTAMPTZ(3) NOT NULL,
    "business_date" DATE NOT NULL,

    CONSTRAINT "sale_line_pkey" PRIMARY KEY ("tenant_id","sale_id","line")
);

-- CreateTable
CREATE TABLE "line_discount" (
    "tenant_id" UUID NOT NULL,
    "sale_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "scope" TEXT NOT NULL DEFAULT 'line',
    "kind" TEXT NOT NULL,
    "value" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,
    "approver_id" UUID,

    CONSTRAINT "line_discount_pkey" PRIMARY KEY ("tenant_id","sale_id","line","position")
);

-- CreateTable
CREATE TABLE "tender" (
    "tenant_id" UUID NOT NULL,
    "sale_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "tender_type_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "foreign_amount" BIGINT,
    "rate" BIGINT,
    "store_id" UUID NOT NULL,
    "business_date" DATE NOT NULL,

    CONSTRAINT "tender_pkey" PRIMARY KEY ("tenant_id","sale_id","position")
);

-- CreateTable
CREATE TABLE "sale_return" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "sale_id" UUID,
    "sale_receipt_number" TEXT,
    "store_id" UUID NOT NULL,
    "terminal_id" UUID NOT NULL,
    "shift_id" UUID,
    "staff_id" UUID,
    "approver_id" UUID,
    "receipt_number" TEXT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'UZS',
    "refund" BIGINT NOT NULL,
    "cash_rounding" BIGINT NOT NULL DEFAULT 0,
    "tax" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "business_date" DATE NOT NULL,

    CONSTRAINT "sale_return_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "sale_return_line" (
    "tenant_id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "sku_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "unit" TEXT NOT NULL DEFAULT 'dona',
    "sale_line" INTEGER,
    "quantity" BIGINT NOT NULL,
    "gross" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "cost_at_sale" BIGINT,

    CONSTRAINT "sale_return_line_pkey" PRIMARY KEY ("tenant_id","return_id","line")
);

-- CreateTable
CREATE TABLE "sale_return_tender" (
    "tenant_id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "tender_type_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "store_id" UUID NOT NULL,
    "business_date" DATE NOT NULL,

    CONSTRAINT "sale_return_tender_pkey" PRIMARY KEY ("tenant_id","return_id","position")
);

-- CreateTable
CREATE TABLE "sale_void" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "sale_id" UUID NOT NULL,
    "store_id" UUID,
    "terminal_id" UUID,
    "shift_id" UUID,
    "reason" TEXT NOT NULL,
    "staff_id" UUID,
    "approver_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sale_void_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "tenant_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "quantity" BIGINT NOT NULL DEFAULT 0,
    "counted" BOOLEAN NOT NULL DEFAULT false,
    "n" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("tenant_id","store_id","sku_id")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "sku_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "unit_cost" BIGINT,
    "reason" TEXT,
    "op_id" UUID,
    "sale_id" UUID,
    "document_id" UUID,
    "staff_id" UUID,
    "by_user" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "business_date" DATE NOT NULL,
    "lot" TEXT,
    "serial" TEXT,

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "op_log" (
    "tenant_id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "incarnation_id" UUID NOT NULL,
    "terminal_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "v" INTEGER NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "envelope" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "body" TEXT,
    "practice" BOOLEAN NOT NULL DEFAULT false,
    "sold_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "op_log_pkey" PRIMARY KEY ("tenant_id","op_id")
);

-- CreateTable
CREATE TABLE "op_private" (
    "tenant_id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "customer_id" UUID,
    "body" TEXT NOT NULL,

    CONSTRAINT "op_private_pkey" PRIMARY KEY ("tenant_id","op_id")
);

-- CreateTable
CREATE TABLE "op_waiting" (
    "tenant_id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "incarnation_id" UUID NOT NULL,
    "sale_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "op_waiting_pkey" PRIMARY KEY ("tenant_id","op_id")
);

-- CreateTable
CREATE TABLE "op_result" (
    "tenant_id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "cause" TEXT,
    "n" BIGINT,
    "flags" JSONB NOT NULL DEFAULT '[]',
    "corrections" JSONB NOT NULL DEFAULT '[]',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "op_result_pkey" PRIMARY KEY ("tenant_id","op_id","attempt")
);

-- CreateTable
CREATE TABLE "op_quarantine" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "incarnation_id" UUID NOT NULL,
    "terminal_id" UUID,
    "store_id" UUID,
    "type" TEXT NOT NULL DEFAULT '',
    "cause" TEXT NOT NULL,
    "error" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolution" TEXT,
    "resolved_by" UUID,

    CONSTRAINT "op_quarantine_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "tenant_seq" (
    "tenant_id" UUID NOT NULL,
    "n" BIGINT NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tenant_seq_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "change" (
    "tenant_id" UUID NOT NULL,
    "n" BIGINT NOT NULL,
    "check" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_pkey" PRIMARY KEY ("tenant_id","n")
);

-- CreateTable
CREATE TABLE "change_row" (
    "tenant_id" UUID NOT NULL,
    "n" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "store_id" UUID,

    CONSTRAINT "change_row_pkey" PRIMARY KEY ("tenant_id","n","line")
);

-- CreateTable
CREATE TABLE "job_outbox" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_outbox_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "job_effect" (
    "tenant_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_effect_pkey" PRIMARY KEY ("tenant_id","run_id","step_id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "layout" TEXT,
    "mapping" JSONB,
    "counts" JSONB,
    "rows_total" INTEGER NOT NULL DEFAULT 0,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "rows_failed" INTEGER NOT NULL DEFAULT 0,
    "store_id" UUID,
    "usd_rate" BIGINT,
    "by_user" UUID,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "import_file" (
    "tenant_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "import_file_pkey" PRIMARY KEY ("tenant_id","batch_id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "tenant_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "problems" JSONB NOT NULL,
    "data" JSONB NOT NULL,
    "decision" JSONB,
    "before" JSONB,
    "sku_id" UUID,
    "written_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("tenant_id","batch_id","row")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "tenant" UUID,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "driver" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "reason" TEXT,
    "details" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "support_access" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "support_access_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "category_tenant_id_position_idx" ON "category"("tenant_id", "position");

-- CreateIndex
CREATE INDEX "product_tenant_id_category_id_idx" ON "product"("tenant_id", "category_id");

-- CreateIndex
CREATE INDEX "sku_tenant_id_product_id_idx" ON "sku"("tenant_id", "product_id");

-- CreateIndex
CREATE INDEX "sku_tenant_id_code_idx" ON "sku"("tenant_id", "code");

-- CreateIndex
CREATE INDEX "sku_tenant_id_name_id_idx" ON "sku"("tenant_id", "name", "id");

-- CreateIndex
CREATE INDEX "barcode_tenant_id_code_idx" ON "barcode"("tenant_id", "code");

-- CreateIndex
CREATE INDEX "barcode_tenant_id_sku_id_idx" ON "barcode"("tenant_id", "sku_id");

-- CreateIndex
CREATE INDEX "sku_cost_tenant_id_sku_id_from_idx" ON "sku_cost"("tenant_id", "sku_id", "from");

-- CreateIndex
CREATE INDEX "price_tenant_id_price_list_id_sku_id_n_idx" ON "price"("tenant_id", "price_list_id", "sku_id", "n");

-- CreateIndex
CREATE INDEX "sale_flag_tenant_id_status_created_at_idx" ON "sale_flag"("tenant_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "sale_flag_tenant_id_sale_id_idx" ON "sale_flag"("tenant_id", "sale_id");

-- CreateIndex
CREATE INDEX "sale_flag_tenant_id_op_id_idx" ON "sale_flag"("tenant_id", "op_id");

-- CreateIndex
CREATE INDEX "sale_flag_sale_tenant_id_sale_id_idx" ON "sale_flag_sale"("tenant_id", "sale_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_phone_number_key" ON "user"("phone_number");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_organization_id_user_id_key" ON "member"("organization_id", "user_id");

-- CreateIndex
CREATE INDEX "invitation_organization_id_idx" ON "invitation"("organization_id");

-- CreateIndex
CREATE INDEX "two_factor_user_id_idx" ON "two_factor"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "terminal_enrolment_code_hash_key" ON "terminal_enrolment"("code_hash");

-- CreateIndex
CREATE INDEX "shift_tenant_id_store_id_opened_at_idx" ON "shift"("tenant_id", "store_id", "opened_at");

-- CreateIndex
CREATE INDEX "shift_tenant_id_terminal_id_opened_at_idx" ON "shift"("tenant_id", "terminal_id", "opened_at");

-- CreateIndex
CREATE INDEX "cash_movement_tenant_id_shift_id_idx" ON "cash_movement"("tenant_id", "shift_id");

-- CreateIndex
CREATE INDEX "customer_tenant_id_phone_idx" ON "customer"("tenant_id", "phone");

-- CreateIndex
CREATE INDEX "debt_entry_tenant_id_customer_id_at_amount_idx" ON "debt_entry"("tenant_id", "customer_id", "at", "amount");

-- CreateIndex
CREATE INDEX "debt_entry_tenant_id_store_id_at_idx" ON "debt_entry"("tenant_id", "store_id", "at");

-- CreateIndex
CREATE INDEX "credit_entry_tenant_id_customer_id_at_amount_idx" ON "credit_entry"("tenant_id", "customer_id", "at", "amount");

-- CreateIndex
CREATE INDEX "debt_payment_tenant_id_customer_id_at_idx" ON "debt_payment"("tenant_id", "customer_id", "at");

-- CreateIndex
CREATE INDEX "debt_payment_tenant_id_shift_id_idx" ON "debt_payment"("tenant_id", "shift_id");

-- CreateIndex
CREATE INDEX "payment_tender_report" ON "debt_payment_tender"("tenant_id", "store_id", "business_date", "kind", "amount");

-- CreateIndex
CREATE UNIQUE INDEX "store_tenant_id_code_key" ON "store"("tenant_id", "code");

-- CreateIndex
CREATE INDEX "terminal_tenant_id_store_id_idx" ON "terminal"("tenant_id", "store_id");

-- CreateIndex
CREATE INDEX "terminal_incarnation_tenant_id_terminal_id_idx" ON "terminal_incarnation"("tenant_id", "terminal_id");

-- CreateIndex
CREATE INDEX "terminal_incarnation_id_idx" ON "terminal_incarnation"("id");

-- CreateIndex
CREATE UNIQUE INDEX "terminal_incarnation_tenant_id_store_id_code_key" ON "terminal_incarnation"("tenant_id", "store_id", "code");

-- CreateIndex
CREATE INDEX "staff_tenant_id_user_id_idx" ON "staff"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "approval_tenant_id_shift_id_idx" ON "approval"("tenant_id", "shift_id");

-- CreateIndex
CREATE INDEX "device_activity_tenant_id_terminal_id_at_idx" ON "device_activity"("tenant_id", "terminal_id", "at");

-- CreateIndex
CREATE INDEX "api_key_hash_idx" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "sale_tenant_id_store_id_sold_at_idx" ON "sale"("tenant_id", "store_id", "sold_at");

-- CreateIndex
CREATE INDEX "sale_report" ON "sale"("tenant_id", "business_date", "store_id", "hour", "gross", "tax", "discount");

-- CreateIndex
CREATE INDEX "sale_tenant_id_sold_at_id_idx" ON "sale"("tenant_id", "sold_at", "id");

-- CreateIndex
CREATE INDEX "sale_tenant_id_customer_id_sold_at_idx" ON "sale"("tenant_id", "customer_id", "sold_at");

-- CreateIndex
CREATE INDEX "sale_tenant_id_receipt_number_idx" ON "sale"("tenant_id", "receipt_number");

-- CreateIndex
CREATE INDEX "sale_tenant_id_shift_id_idx" ON "sale"("tenant_id", "shift_id");

-- CreateIndex
CREATE UNIQUE INDEX "sale_tenant_id_op_id_key" ON "sale"("tenant_id", "op_id");

-- CreateIndex
CREATE INDEX "sale_line_report" ON "sale_line"("tenant_id", "store_id", "business_date", "sku_id", "quantity", "gross", "tax", "cost_at_sale", "sale_id");

-- CreateIndex
CREATE INDEX "sale_line_tenant_id_store_id_sold_at_idx" ON "sale_line"("tenant_id", "store_id", "sold_at");

-- CreateIndex
CREATE INDEX "sale_line_tenant_id_sku_id_sold_at_idx" ON "sale_line"("tenant_id", "sku_id", "sold_at");

-- CreateIndex
CREATE INDEX "tender_report" ON "tender"("tenant_id", "store_id", "business_date", "kind", "amount");

-- CreateIndex
CREATE INDEX "sale_return_tenant_id_sale_id_idx" ON "sale_return"("tenant_id", "sale_id");

-- CreateIndex
CREATE INDEX "sale_return_tenant_id_store_id_business_date_idx" ON "sale_return"("tenant_id", "store_id", "business_date");

-- CreateIndex
CREATE INDEX "sale_return_tenant_id_shift_id_idx" ON "sale_return"("tenant_id", "shift_id");

-- CreateIndex
CREATE INDEX "return_tender_report" ON "sale_return_tender"("tenant_id", "store_id", "business_date", "kind", "amount");

-- CreateIndex
CREATE INDEX "sale_void_tenant_id_sale_id_idx" ON "sale_void"("tenant_id", "sale_id");

-- CreateIndex
CREATE INDEX "sale_void_tenant_id_shift_id_idx" ON "sale_void"("tenant_id", "shift_id");

-- CreateIndex
CREATE INDEX "stock_movement_tenant_id_store_id_sku_id_at_idx" ON "stock_movement"("tenant_id", "store_id", "sku_id", "at");

-- CreateIndex
CREATE INDEX "stock_movement_tenant_id_sku_id_at_idx" ON "stock_movement"("tenant_id", "sku_id", "at");

-- CreateIndex
CREATE INDEX "op_log_tenant_id_incarnation_id_seq_idx" ON "op_log"("tenant_id", "incarnation_id", "seq");

-- CreateIndex
CREATE INDEX "op_private_tenant_id_customer_id_idx" ON "op_private"("tenant_id", "customer_id");

-- CreateIndex
CREATE INDEX "op_waiting_tenant_id_sale_id_idx" ON "op_waiting"("tenant_id", "sale_id");

-- CreateIndex
CREATE INDEX "op_waiting_tenant_id_since_idx" ON "op_waiting"("tenant_id", "since");

-- CreateIndex
CREATE INDEX "op_result_tenant_id_state_at_idx" ON "op_result"("tenant_id", "state", "at");

-- CreateIndex
CREATE INDEX "op_quarantine_tenant_id_resolved_at_created_at_idx" ON "op_quarantine"("tenant_id", "resolved_at", "created_at");

-- CreateIndex
CREATE INDEX "op_quarantine_tenant_id_op_id_idx" ON "op_quarantine"("tenant_id", "op_id");

-- CreateIndex
CREATE INDEX "job_outbox_sent_at_created_at_idx" ON "job_outbox"("sent_at", "created_at");

-- CreateIndex
CREATE INDEX "import_batch_tenant_id_created_at_idx" ON "import_batch"("tenant_id", "created_at");

-- CreateIndex
CREATE INDEX "import_row_tenant_id_batch_id_outcome_idx" ON "import_row"("tenant_id", "batch_id", "outcome");

-- CreateIndex
CREATE INDEX "notification_created_at_idx" ON "notification"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_at_idx" ON "audit_entry"("tenant_id", "at");

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_tenant_id_category_id_fkey" FOREIGN KEY ("tenant_id", "category_id") REFERENCES "category"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sku" ADD CONSTRAINT "sku_tenant_id_product_id_fkey" FOREIGN KEY ("tenant_id", "product_id") REFERENCES "product"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "barcode" ADD CONSTRAINT "barcode_tenant_id_sku_id_fkey" FOREIGN KEY ("tenant_id", "sku_id") REFERENCES "sku"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "store_sku" ADD CONSTRAINT "store_sku_tenant_id_store_id_fkey" FOREIGN KEY ("tenant_id", "store_id") REFERENCES "store"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "store_sku" ADD CONSTRAINT "store_sku_tenant_id_sku_id_fkey" FOREIGN KEY ("tenant_id", "sku_id") REFERENCES "sku"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sku_cost" ADD CONSTRAINT "sku_cost_tenant_id_sku_id_fkey" FOREIGN KEY ("tenant_id", "sku_id") REFERENCES "sku"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_tenant_id_price_list_id_fkey" FOREIGN KEY ("tenant_id", "price_list_id") REFERENCES "price_list"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_tenant_id_sku_id_fkey" FOREIGN KEY ("tenant_id", "sku_id") REFERENCES "sku"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sale_flag_sale" ADD CONSTRAINT "sale_flag_sale_tenant_id_flag_id_fkey" FOREIGN KEY ("tenant_id", "flag_id") REFERENCES "sale_flag"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "debt_payment_tender" ADD CONSTRAINT "debt_payment_tender_tenant_id_payment_id_fkey" FOREIGN KEY ("tenant_id", "payment_id") REFERENCES "debt_payment"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "terminal" ADD CONSTRAINT "terminal_tenant_id_store_id_fkey" FOREIGN KEY ("tenant_id", "store_id") REFERENCES "store"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "terminal_incarnation" ADD CONSTRAINT "terminal_incarnation_tenant_id_terminal_id_fkey" FOREIGN KEY ("tenant_id", "terminal_id") REFERENCES "terminal"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_store" ADD CONSTRAINT "staff_store_tenant_id_staff_id_fkey" FOREIGN KEY ("tenant_id", "staff_id") REFERENCES "staff"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_store" ADD CONSTRAINT "staff_store_tenant_id_store_id_fkey" FOREIGN KEY ("tenant_id", "store_id") REFERENCES "store"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_tenant_id_terminal_id_fkey" FOREIGN KEY ("tenant_id", "terminal_id") REFERENCES "terminal"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sale_line" ADD CONSTRAINT "sale_line_tenant_id_sale_id_fkey" FOREIGN KEY ("tenant_id", "sale_id") REFERENCES "sale"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tender" ADD CONSTRAINT "tender_tenant_id_sale_id_fkey" FOREIGN KEY ("tenant_id", "sale_id") REFERENCES "sale"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sale_return_line" ADD CONSTRAINT "sale_return_line_tenant_id_return_id_fkey" FOREIGN KEY ("tenant_id", "return_id") REFERENCES "sale_return"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sale_return_tender" ADD CONSTRAINT "sale_return_tender_tenant_id_return_id_fkey" FOREIGN KEY ("tenant_id", "return_id") REFERENCES "sale_return"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_tenant_id_batch_id_fkey" FOREIGN KEY ("tenant_id", "batch_id") REFERENCES "import_batch"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_tenant_id_batch_id_fkey" FOREIGN KEY ("tenant_id", "batch_id") REFERENCES "import_batch"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;


