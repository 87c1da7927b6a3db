/** Chapter 11: how to check all this without us, and what that does not show. */
import type { Chapter } from '../../../src/documents/model.js';
import { heading, paragraph } from '../../../src/documents/table.js';
import type { Scene } from '../scene.js';

export function verification({ head }: Scene): Chapter {
  return {
    number: 11,
    name: 'verification',
    title: { en: 'Verification', zh: '核验' },
    blocks: [
      heading('How', '方法'),
      paragraph(
        'quittance verify FILE.zip --policy POLICY checks the pack offline: the container and every digest in its manifest, the signature of the checkpoint and its witnesses, the map of heads, the chain of each stream, each fact, and each disclosed value. VERIFY.txt says how to do the same with sha256sum, openssl and Go.',
        '使用 quittance verify FILE.zip --policy POLICY 离线核验：容器及清单中的全部摘要、检查点签名与见证、流头表、各事件流的链接、每条事实及每个披露值。VERIFY.txt 说明如何使用 sha256sum、openssl 与 Go 完成相同核验。',
      ),
      heading('What is proven, and what is not', '可证明与不可证明的内容'),
      paragraph(
        'Proven: the facts of the named streams are unaltered, in this order, and complete up to the checkpoint. Not proven: that a fact is true, and that everything that happened was recorded.',
        '可证明：所列事件流的事实未被改动、次序无误，且截至检查点完整。不可证明：事实本身属实，以及所有发生之事均已记录。',
      ),
      paragraph(
        `The chapters are a reading of those facts for ${head.asOf}, as known at ${head.knownAt ?? '–'}: the manifest binds their bytes to this file, and no signature does. What counts is events.jsonl; with --remake the verifier makes them again from it and names every line that differs.`,
        `各章节是对上述事实在 ${head.asOf}、按 ${head.knownAt ?? '–'} 所知的解读：清单将其字节与本文件绑定，但未经签名。以 events.jsonl 为准；使用 --remake 时，核验程序据其重新生成这些章节，并指出每处不同。`,
      ),
    ],
  };
}
