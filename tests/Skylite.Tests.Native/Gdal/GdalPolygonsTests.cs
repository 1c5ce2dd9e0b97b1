using System.Buffers.Binary;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Gdal;

public sealed class GdalPolygonsTests : IDisposable
{
    // Where SQLite, whose files GeoPackages are, counts how often content was brought to the disk.
    private const int ChangeCounter = 24;

    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-polygons-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Outlines_do_not_wait_for_the_disk_one_by_one()
    {
        const int side = 30;
        using var raster = GdalDataset.CreateInMemory(new GdalRasterSpec(side, side, 1, GdalDataType.Byte));
        raster.Write<byte>([.. Enumerable.Range(0, side * side).Select(i => (byte)(((i % side) + (i / side)) % 2))]);
        var work = Path.Combine(_folder, "work.gpkg");
        var (outlines, changes) = (0, uint.MaxValue);

        GdalPolygons.Trace(raster, 1, work, (_, _) =>
        {
            outlines++;
            changes = Math.Min(changes, Changes(work));
        });

        Assert.Equal(side * side, outlines);
        Assert.InRange(changes, 1u, 100u);
        Assert.False(File.Exists(work));
    }

    private static uint Changes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[sizeof(uint)];
        stream.Position = ChangeCounter;
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
