using Skylite.Imagery.Dense;
using Skylite.Native.Gdal;
using Skylite.Workbench.Datasets;

namespace Skylite.Tests.Native.Dense;

/// <summary>Bytes beside larger numbers are another scale.</summary>
public sealed class PixelTypeTests
{
    private const int Side = 16;

    [Fact]
    public void Images_of_bytes_beside_larger_numbers_are_refused_by_name()
    {
        using var folder = new SmallRasters();
        Write(folder, "images/a.tif", GdalDataType.UInt16, 3);
        Write(folder, "images/b.tif", GdalDataType.Byte, 3);
        foreach (var name in new[] { "a", "b" })
        {
            folder.Write($"masks/{name}.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 1 : 0));
        }

        var message = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message;

        Assert.All(
            [Path.Combine("images", "a.tif"), Path.Combine("images", "b.tif"), "UInt16", "Byte"],
            said => Assert.Contains(said, message, StringComparison.Ordinal));
        Assert.Contains(
            DatasetInspector.Inspect(folder.Root).Problems,
            p => p.Contains("pixel types", StringComparison.Ordinal) && p.Contains("training would refuse", StringComparison.Ordinal));
    }

    [Fact]
    public void Dates_of_bytes_and_of_larger_numbers_are_refused_by_name()
    {
        using var folder = new SmallRasters();
        Write(folder, "A/a.tif", GdalDataType.UInt16, 3);
        Write(folder, "B/a.tif", GdalDataType.Byte, 3);
        folder.Write("label/a.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 255 : 0));

        Assert.Contains(
            Path.Combine("B", "a.tif"), Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_types_of_larger_numbers_are_said()
    {
        using var folder = new SmallRasters();
        Write(folder, "images/a.tif", GdalDataType.UInt16, 3);
        Write(folder, "images/b.tif", GdalDataType.Float32, 3);
        foreach (var name in new[] { "a", "b" })
        {
            folder.Write($"masks/{name}.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 1 : 0));
        }

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(GdalDataType.Float32, data.DataType);
        Assert.Contains("UInt16, Float32", Assert.Single(data.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_of_other_bands_is_named_itself()
    {
        using var folder = new SmallRasters();
        foreach (var (name, bands) in new[] { ("a", 3), ("b", 3), ("c", 2) })
        {
            Write(folder, $"images/{name}.tif", GdalDataType.UInt16, bands);
            folder.Write($"masks/{name}.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 1 : 0));
        }

        Assert.Contains(
            DatasetInspector.Inspect(folder.Root).Problems,
            p => p.Contains("number of bands", StringComparison.Ordinal) && p.Contains($"{Path.Combine("images", "c.tif")}' (2)", StringComparison.Ordinal));
    }

    private static void Write(SmallRasters folder, string path, GdalDataType type, int bands)
    {
        var full = Path.Combine(folder.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        using var raster = GdalDataset.Create(full, new GdalRasterSpec(Side, Side, bands, type));
        raster.Write<float>([.. Enumerable.Range(0, Side * Side * bands).Select(i => (float)(i % 200))]);
    }
}
