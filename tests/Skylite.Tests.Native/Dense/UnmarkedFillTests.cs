using Skylite.Native.Gdal;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

/// <summary>Values that mark missing pixels without the files saying so are told, for they spoil the normalisation.</summary>
public sealed class UnmarkedFillTests
{
    private const int Side = 32;

    [Theory]
    [InlineData(-9999f, "-9999")]
    [InlineData(float.MinValue, "-3.4028234663852886E+38")]
    public void They_are_told_to_who_trains_and_to_who_looks_at_the_data(float fill, string said)
    {
        using var folder = Divided(fill, marked: false);

        using var data = Open(folder);
        var note = Assert.Single(data.Facts.Notes, n => n.Contains("far from all others", StringComparison.Ordinal));
        Assert.StartsWith("12.5 % of the pixels of band-1, band-2 to train on", note, StringComparison.Ordinal);
        Assert.Contains($"gdal_edit.py -a_nodata {said} ", note, StringComparison.Ordinal);

        var problem = Assert.Single(DatasetInspector.Inspect(folder.Root).Problems, p => p.Contains("far from all others", StringComparison.Ordinal));
        Assert.Contains($"{said} (12.5 % of band-1, band-2 to train on)", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Those_that_files_name_are_not()
    {
        using var folder = Divided(-9999, marked: true);

        using var data = Open(folder);

        Assert.DoesNotContain(data.Facts.Notes, n => n.Contains("far from all others", StringComparison.Ordinal));
        Assert.Empty(DatasetInspector.Inspect(folder.Root).Problems);
    }

    private static DenseData Open(SmallRasters folder) =>
        DenseData.Open(new DataOptions { Directory = folder.Root, Size = 16 }, given: null, needsSurvey: true);

    // The first four columns are the fill value.
    private static SmallRasters Divided(float fill, bool marked)
    {
        var folder = new SmallRasters();
        foreach (var (part, shift) in new[] { ("train", 0), ("val", 1), ("test", 2) })
        {
            var image = Path.Combine(folder.Root, part, "images", $"{part}.tif");
            Directory.CreateDirectory(Path.GetDirectoryName(image)!);
            GdalImage.Write(
                image,
                new ReadOnlySpan<float>([.. Enumerable.Range(0, Side * Side * 2).Select(i => i / 2 % Side < 4 ? fill : 50 + ((i + shift) % 37))]),
                new GdalRasterSpec(Side, Side, 2, GdalDataType.Float32) { NoData = marked ? fill : null });
            folder.Write($"{part}/masks/{part}.png", Side, Side, 1, (x, y, _) => (byte)((x + y) % 5 == 0 ? 1 : 0));
        }

        return folder;
    }
}
