using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Skylite.Tests.Native.Maps;

/// <summary>
/// One image of a classic little-endian TIFF as its directory lists it, read without GDAL, so that what GDAL wrote is checked by something else.
/// </summary>
internal sealed record TiffDirectory(long Offset, long Width, long Height, long TileWidth, IReadOnlyList<long> Tiles)
{
    private const ushort Columns = 256;
    private const ushort Rows = 257;
    private const ushort TileColumns = 322;
    private const ushort TileOffsets = 324;

    /// <summary>What the file says of its own structure before the first directory; empty if nothing.</summary>
    public static string StructuralMetadata(byte[] file)
    {
        const string key = "GDAL_STRUCTURAL_METADATA_SIZE=";
        var start = Encoding.ASCII.GetString(file, 8, key.Length + 6);
        return start.StartsWith(key, StringComparison.Ordinal)
            // six digits, " bytes" and a line's end follow the key
            ? Encoding.ASCII.GetString(file, 8 + key.Length + 13, int.Parse(start[key.Length..], CultureInfo.InvariantCulture))
            : string.Empty;
    }

    /// <summary>All directories in the order in which they refer to each other.</summary>
    public static IReadOnlyList<TiffDirectory> ReadAll(byte[] file)
    {
        Assert.Equal("II*\0"u8, file.AsSpan(0, 4));
        var found = new List<TiffDirectory>();
        for (long at = UInt32(file, 4); at != 0;)
        {
            var count = UInt16(file, at);
            var entries = Enumerable.Range(0, count).Select(i => at + 2 + (12 * i)).ToDictionary(e => UInt16(file, e), e => Numbers(file, e));
            found.Add(new TiffDirectory(at, entries[Columns][0], entries[Rows][0], entries[TileColumns][0], entries[TileOffsets]));
            at = UInt32(file, at + 2 + (12 * count));
        }

        return found;
    }

    private static long[] Numbers(byte[] file, long entry)
    {
        var (isShort, count) = (UInt16(file, entry + 2) == 3, UInt32(file, entry + 4));
        var size = isShort ? 2 : 4;
        var at = count * size <= 4 ? entry + 8 : UInt32(file, entry + 8);
        var isNumeric = UInt16(file, entry + 2) is 3 or 4;
        return isNumeric ? [.. Enumerable.Range(0, (int)count).Select(i => isShort ? UInt16(file, at + (i * size)) : (long)UInt32(file, at + (i * size)))] : [];
    }

    private static ushort UInt16(byte[] file, long at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan((int)at));

    private static uint UInt32(byte[] file, long at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)at));
}
