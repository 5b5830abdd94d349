# The mapping of the bench in jq, for jq 1.6 and later and for jaq.
#
# `mapped($w; $n)` makes the line that is written for the user in line $n; $w holds the tables.

# Without blanks around it; regular expressions only where there are some.
def trimmed: if startswith(" ") or endswith(" ") then sub("^ +"; "") | sub(" +$"; "") else . end;
# Nothing for what is missing or blank.
def present: if . == null or . == "" then empty elif startswith(" ") and trimmed == "" then empty else . end;
def folded: trimmed | ascii_downcase;
def digits: explode | map(select(. >= 48 and . <= 57)) | implode;

def lookup($table): . as $key
  | if $key == null then null else $table.exact[$key] // $table.folded[$key | folded] end;

def first_of_type($type): first(.[]? | select((.type // "" | folded) == $type));

def international($country; $prefix): trimmed as $number | ($number | digits) as $digits
  | if $digits == "" then empty
    elif $number | startswith("+") then "+" + $digits
    elif $digits | startswith("00") then "+" + $digits[2:]
    elif $prefix == null then empty
    elif $digits | startswith("0") then $prefix + $digits[1:]
    else $prefix + $digits end;

def known_email:
  if .userName != null and (.userName | contains("@")) then .userName | folded
  else first((first(.emails[]? | select(.primary == true)), .emails[0]?) | .value | present | folded) // null end;

def collapsed: if contains("  ") then split(" ") | map(select(. != "")) | join(" ") else trimmed end;

def contacts($w; $email; $country):
  [ (.emails[]? | select((.value | present | folded) != $email)
      | { label: ((.type | lookup($w.tables.email_labels)) // "work"), email: (.value | folded), integration: true }),
    (($country | lookup($w.tables.dialling)) as $prefix | .phoneNumbers[]?
      | (.value // "" | international($country; $prefix)) as $number
      | { label: ((.type | lookup($w.tables.phone_labels)) // "work"), telephone: $number, integration: true }) ];

def addresses($w):
  [ .addresses[]? | (.country | lookup($w.tables.countries)) as $country
    | (first(.streetAddress | present) // null) as $street | select($street != null or $country != null)
    | { label: ((.type | lookup($w.tables.address_labels)) // "mailing"), address: $street,
        city: (first(.locality | present) // null), country: $country,
        state: (first(.region | present) // null), zip: (first(.postalCode | present) // null), integration: true }
    | with_entries(select(.value != null)) ];

def information($enterprise; $custom):
  [ ($enterprise.department | present | "Department " + .),
    ($enterprise.costCenter | present | "Cost centre " + .),
    ($enterprise.division | present | "Division " + .),
    (first(($enterprise.manager.displayName, $enterprise.manager.value) | present) | "Manager " + .),
    ($custom.contract_start | present | "Since " + .[0:10]) ]
  | if . == [] then null else join("\n") end;

def custom_fields($custom):
  [ ($custom.payroll_id | present | { id: "payroll_id", value: . }),
    ([.name.familyName, .name.givenName | present | trimmed] | select(. != []) | { id: "legal_name", value: join(", ") }),
    (.nickName | present | { id: "nick_name", value: . }) ];

def record($w; $email; $name):
  (."urn:ietf:params:scim:schemas:extension:enterprise:2.0:User" // {}) as $enterprise
  | (."urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields" // {}) as $custom
  | ((((.addresses | first_of_type("work")) // .addresses[0]?) | .country | lookup($w.tables.countries)) // null) as $country
  | (first((.preferredLanguage, .locale) | present) // null) as $tag
  | ($enterprise.employeeNumber // "" | digits) as $digits
  | (first($custom.hourly_rate | present) // null) as $rate
  | {
      primary_email: $email,
      name: ($name | collapsed),
      job_title: (first(.title | present | trimmed | split("Sr.") | join("Senior") | split("Jr.") | join("Junior")) // null),
      organization: (($enterprise.organization | lookup($w.tables.organizations)) // $w.variables.account_organization),
      site: (($custom.site | lookup($w.tables.sites)) // ($enterprise.site | lookup($w.tables.sites))),
      location: ([($custom.building | present), ($custom.floor // empty | tostring), ($custom.desk | present)]
        | if . == [] then null else join(", ") end),
      employeeID: (if $digits == "" then null else "E" + "00000000"[($digits | length):] + $digits end),
      supportID: (first(($enterprise.supportID, $custom.badge_number, .externalId) | present) // null),
      authenticationID: (if .userName == null then null else .userName | split("@")[0] | ascii_downcase end),
      locale: (if $tag == null then null else ($tag | lookup($w.tables.languages))
        // ($tag | split("_") | join("-") | split("-") | if length > 1 then .[0] | lookup($w.tables.languages) else null end) end),
      time_zone: ((.timezone | lookup($w.tables.time_zones)) // $w.variables.default_time_zone),
      time_format_24h: (if $country == null then null else $country != "US" and $country != "IN" and $country != "EG" end),
      vip: (first(.userType | present | if contains("VIP") then "yes" else "no" end) // null
        | if . == null then null else . == "yes" end),
      disabled: (if .active == null then null else .active | not end),
      contacts: contacts($w; $email; $country),
      addresses: addresses($w),
      source: "SCIM",
      sourceID: .id,
      cost_per_hour: (if $rate == null then null else $rate | split(",") | join(".") end),
      cost_per_hour_currency: (if $rate == null then null else
        { US: "USD", GB: "GBP", JP: "JPY", IN: "INR", BR: "BRL", SE: "SEK", DK: "DKK" }[$country // ""] // "EUR" end),
      auto_translation: (if $tag == null then null else
        $tag | ascii_downcase | (startswith("en") or startswith("nl")) | not end),
      do_not_translate_languages: ([$custom.spoken_languages // "" | split(";")[] | folded | select(. != "")]
        | if . == [] then null else join(",") end),
      send_email_notifications: ({ all: "always", away: "when_offline", none: "never" }[$custom.notifications // "" | folded]),
      exclude_team_notifications: ([.entitlements[]? | select(.value == "no-team-mail")] != []),
      guest: (($custom.external // "" | folded) as $external
        | if ["1", "t", "y", "true", "yes", "on"] | index($external) then true
          elif ["0", "f", "n", "false", "no", "off"] | index($external) then false
          elif .userType == null then null
          else (.userType | folded) == "guest" end),
      oauth_person_enablement: (.userType != "Guest" and [.roles[]? | select(.value == "api" and .type != "denied")] != []),
      information: information($enterprise; $custom),
      picture_uri: (((.photos | first_of_type("photo")) // (.photos | first_of_type("thumbnail")) | .value) // null),
      custom_fields: custom_fields($custom)
    }
  | with_entries(select(.value != null));

def mapped($w; $n):
  known_email as $email
  | (first((.displayName, .name.formatted | present), ([.name.givenName, .name.familyName | present | trimmed] | join(" ") | present)) // null) as $name
  | { source: { line: $n } }
    + if $email == null then { status: "rejected", record_type: "person", reason: "e-mail is not known" }
      elif $name == null then { status: "rejected", record_type: "person", reason: "name is not known" }
      else { status: "written", record_type: "person", record: record($w; $email; $name) } end;
