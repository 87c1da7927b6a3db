/**
 * `VERIFY.txt`: how anybody checks the pack, with our verifier and with programs that we did not write. Lines that begin with four
 * spaces are commands; a test runs them.
 */
import type { About } from '../seal/pack/manifest.js';

export interface HowTo {
  readonly kind: About['kind'];
  /** Names of time-stamp tokens; none: no time stamp. */
  readonly tokens: readonly string[];
}

interface Check {
  readonly en: string;
  readonly zh: string;
  readonly commands: readonly string[];
}

const GO = `    cat > verify.go <<'EOF'
    package main

    import ("bytes"; "encoding/base64"; "fmt"; "os"; "strconv"; "strings"
        "golang.org/x/mod/sumdb/note"; "golang.org/x/mod/sumdb/tlog")

    func main() {
        text, _ := os.ReadFile("checkpoint"); keys, _ := os.ReadFile("keys.txt")
        var known []note.Verifier
        for _, key := range strings.Fields(string(keys)) {
            if v, err := note.NewVerifier(key); err == nil { known = append(known, v) }
        }
        signed, err := note.Open(text, note.VerifierList(known...)); if err != nil { panic(err) }
        lines := strings.Split(signed.Text, "\\n")
        size, _ := strconv.ParseInt(lines[1], 10, 64)
        var root tlog.Hash; sum, _ := base64.StdEncoding.DecodeString(lines[2]); copy(root[:], sum)
        file, _ := os.ReadFile("heads.tlog-proof")
        var proof tlog.RecordProof
        head := bytes.SplitN(file, []byte("\\n\\n"), 2)[0]
        for _, line := range strings.Split(string(head), "\\n") {
            sum, err := base64.StdEncoding.DecodeString(line)
            if err == nil && len(sum) == 32 { var h tlog.Hash; copy(h[:], sum); proof = append(proof, h) }
        }
        leaf, _ := os.ReadFile("heads.leaf")
        err = tlog.CheckRecord(proof, size, root, size-1, tlog.RecordHash(leaf)); if err != nil { panic(err) }
        fmt.Println("signed by", lines[0], "and the map of heads is its last leaf, of", size)
    }
    EOF
    GO111MODULE=off GOPATH=/usr/share/gocode go run verify.go`;

const FILES: Check = {
  en: 'Every file is the one that the manifest names (nothing is printed when all are):',
  zh: '每个文件都与清单所列一致（全部一致时不输出任何内容）：',
  commands: [
    `tr '{' '\\n' < manifest.json | sed -n 's/^"bytes":[0-9]*,"path":"\\([^"]*\\)","sha256":"\\([0-9a-f]*\\)".*/\\2  \\1/p' > files.sha256`,
    'sha256sum --quiet -c files.sha256',
  ],
};

const SIGNATURE: Check = {
  en: 'The checkpoint is signed by the key of the log (OpenSSL 3). Compare keys.txt with the key that you got another way:',
  zh: '检查点由该日志的密钥签名（OpenSSL 3）。请将 keys.txt 与您通过其他途径获得的密钥核对：',
  commands: [
    'head -n 3 checkpoint > checkpoint.text',
    `sig=$(awk -v origin="$(head -n 1 checkpoint)" '$1 == "—" && $2 == origin { s = $3 } END { print s }' checkpoint)`,
    `id=$(printf %s "$sig" | base64 -d | head -c 4 | od -An -tx1 | tr -d ' \\n')`,
    'printf %s "$sig" | base64 -d | tail -c 64 > checkpoint.sig',
    `(printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; grep -F "+$id+" keys.txt | cut -d+ -f3- | base64 -d | tail -c 32) > log.der`,
    'openssl pkeyutl -verify -pubin -keyform DER -inkey log.der -rawin -in checkpoint.text -sigfile checkpoint.sig',
  ],
};

const LAST_EVENTS: Check = {
  en: 'The last event of each stream is the one that the map of heads names (1 is printed for each):',
  zh: '每个流的最后一个事件正是“流首表”所载的事件（每个流输出 1）：',
  commands: [
    'for proof in proofs/*.tlog-proof; do',
    `  leaf=$( (printf '\\0'; sed -n 's/^extra //p' "$proof" | base64 -d) | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=')`,
    `  grep -c "\\"leaf\\":\\"$leaf\\"" head-entries.jsonl`,
    'done',
  ],
};

function stamps(tokens: readonly string[]): Check[] {
  if (tokens.length === 0) return [];
  const verify = (name: string): string =>
    `openssl ts -verify -data checkpoint -in anchors/${name}.tsr -CAfile anchors/tsa.pem`;
  const en = 'The checkpoint was there at the time of each time stamp (use the certificate that you trust):';
  return [{ en, zh: '检查点在各时间戳所示时间已经存在（请使用您所信任的证书）：', commands: tokens.map(verify) }];
}

const HEAD = `How to check this audit pack                                                  如何核验本审计包

With our verifier, offline; it needs neither the ledger nor its server, and says what is proven and what is not.
POLICY is yours: it names the key of the log that you trust. The policy in here is the operator's word.
使用我们的核验程序（离线，不需要台账或其服务器；它会说明证明了什么、没有证明什么）。POLICY 由您提供，
其中写明您所信任的日志密钥；包内的 policy 只是经营者自己的说法。

  quittance verify FILE.zip --policy POLICY

With programs of others: unpack it into an empty folder and run these lines there. They check parts of what the verifier checks;
docs/verify.md of Quittance has the whole format.
使用他人的程序：解压到一个空文件夹，在其中运行下列命令。它们核验的是核验程序所核验内容的一部分；
完整格式见 Quittance 的 docs/verify.md。
`;

const GO_TITLE = `In Go, with golang.org/x/mod (Debian: golang-go golang-golang-x-mod-dev): signature, and inclusion of the map of heads
使用 Go 及 golang.org/x/mod（Debian 软件包同上）：核验签名以及“流首表”的包含证明
`;

export function howToVerify({ kind, tokens }: HowTo): string {
  const checks = [FILES, SIGNATURE, ...(kind === 'case' ? [LAST_EVENTS] : []), ...stamps(tokens)];
  const told = checks.map(({ en, zh, commands }, i) => {
    const lines = commands.map((line) => `    ${line}\n`).join('');
    return `${i + 1}. ${en}\n   ${zh}\n\n${lines}`;
  });
  return [HEAD, ...told, `${checks.length + 1}. ${GO_TITLE}\n${GO}\n`].join('\n');
}
