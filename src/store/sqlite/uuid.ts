/** UUIDs as text: the database keeps their 16 bytes, and makes them of text itself (`unhex`). */

/** The UUID of 32 lower-case hex digits, as `lower(hex(id))` gives them. */
export function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
