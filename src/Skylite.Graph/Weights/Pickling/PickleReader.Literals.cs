using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Skylite.Graphs.Weights.Pickling;

/// <content>Numbers and texts. Integers become <see cref="long"/>, or <see cref="BigInteger"/> where they do not fit.</content>
internal sealed partial class PickleReader
{
    private bool TryLiteral(char opcode) => TryNumber(opcode) || TryText(opcode);

    private bool TryNumber(char opcode)
    {
        switch (opcode)
        {
            case 'N':
                Push(null);
                return true;
            case '\x88':
                Push(true);
                return true;
            case '\x89':
                Push(false);
                return true;
            case 'K':
                Push((long)NextByte());
                return true;
            case 'M':
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(NextBytes(2)));
                return true;
            case 'J':
                Push((long)BinaryPrimitives.ReadInt32LittleEndian(NextBytes(4)));
                return true;
            case '\x8A':
                PushInteger(NextByte());
                return true;
            case '\x8B':
                PushInteger(NextUInt32());
                return true;
            case 'I':
                var line = NextLine();
                Push(line switch { "01" => true, "00" => false, _ => ParseDecimal(line) });
                return true;
            case 'L':
                Push(ParseDecimal(NextLine().TrimEnd('L')));
                return true;
            case 'G':
                Push(BinaryPrimitives.ReadDoubleBigEndian(NextBytes(8)));
                return true;
            case 'F':
                Push(double.TryParse(NextLine(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed());
                return true;
            default:
                return false;
        }
    }

    private bool TryText(char opcode)
    {
        switch (opcode)
        {
            case 'X':
                Push(Encoding.UTF8.GetString(NextBytes(NextUInt32())));
                return true;
            case '\x8C':
                Push(Encoding.UTF8.GetString(NextBytes(NextByte())));
                return true;
            case '\x8D':
                Push(Encoding.UTF8.GetString(NextBytes(NextInt64())));
                return true;
            case 'V':
                Push(NextLine());
                return true;
            case 'S':
                Push(NextLine().Trim('\'', '"'));
                return true;
            case 'T':
                Push(Encoding.Latin1.GetString(NextBytes(NextUInt32())));
                return true;
            case 'U':
                Push(Encoding.Latin1.GetString(NextBytes(NextByte())));
                return true;
            case 'B':
                Push(NextBytes(NextUInt32()));
                return true;
            case 'C':
                Push(NextBytes(NextByte()));
                return true;
            case '\x8E':
            case '\x96':
                Push(NextBytes(NextInt64()));
                return true;
            default:
                return false;
        }
    }

    private long NextUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(NextBytes(4));

    private long NextInt64() => BinaryPrimitives.ReadInt64LittleEndian(NextBytes(8));

    private long NextDecimal() => ParseDecimal(NextLine());

    private long ParseDecimal(string line) =>
        long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Malformed();

    private void PushInteger(long bytes)
    {
        // Sixteen bytes hold the magic number of old PyTorch files, the longest integer that weights contain.
        var value = bytes <= 16 ? new BigInteger(NextBytes(bytes)) : throw Malformed();
        Push(value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value);
    }
}
