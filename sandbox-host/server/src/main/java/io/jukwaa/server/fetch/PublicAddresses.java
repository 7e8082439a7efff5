package io.jukwaa.server.fetch;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses belong to the public internet. Decides on the bytes that will be connected to, never on text.
 *
 * <p>IPv4: all but the special-purpose blocks of IANA's registry (RFC 6890) and one cloud's host agent. IPv6: global
 * unicast only, less what carries an IPv4 address inside or is not routed; so mapped, translated, unique-local and
 * link-local forms are out.
 */
final class PublicAddresses {
  private static final List<Block> NOT_PUBLIC_4 = List.of(
      Block.of(8, 0), Block.of(8, 10), Block.of(10, 100, 64), Block.of(8, 127), Block.of(16, 169, 254),
      Block.of(12, 172, 16), Block.of(24, 192, 0, 0), Block.of(24, 192, 0, 2), Block.of(24, 192, 88, 99),
      Block.of(16, 192, 168), Block.of(15, 198, 18), Block.of(24, 198, 51, 100), Block.of(24, 203, 0, 113),
      Block.of(3, 224), Block.of(32, 168, 63, 129, 16));
  private static final Block GLOBAL_UNICAST_6 = Block.of(3, 0x20);
  /** Teredo and other protocols, documentation, 6to4, documentation again. */
  private static final List<Block> NOT_PUBLIC_6 = List.of(Block.of(23, 0x20, 0x01, 0),
      Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
      Block.of(16, 0x20, 0x02), Block.of(20, 0x3f, 0xff, 0));

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(bytes))
        : GLOBAL_UNICAST_6.contains(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(bytes));
  }

  /** @param bits how many leading bits count; bytes not given are zero */
  private record Block(int bits, List<Integer> prefix) {
    static Block of(int bits, Integer... prefix) {
      return new Block(bits, List.of(prefix));
    }

    boolean contains(byte[] address) {
      for (int i = 0; i * 8 < bits; i++) {
        int mask = 0xff00 >> Math.min(8, bits - i * 8) & 0xff;
        int expected = i < prefix.size() ? prefix.get(i) : 0;
        if ((address[i] & mask) != (expected & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
