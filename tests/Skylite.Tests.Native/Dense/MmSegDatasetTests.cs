using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;

namespace Skylite.Tests.Native.Dense;

/// <summary>Folders img_dir and ann_dir hold ISPRS tiles, LoveDA or anything else.</summary>
public sealed class MmSegDatasetTests
{
    private const string Roads = """{"classes": [{"value": 0, "name": "roof", "color": "#ff0000"}, {"value": 1, "name": "road", "color": "#0000ff"}]}""";

    [Theory]
    [InlineData("field_1", 4, "class-0, class-1, class-2, class-3")]
    [InlineData("field_1", 8, "class-0, class-1, class-2, class-3, class-4, class-5, class-6, class-7")]
    [InlineData("12", 9, "class-0, class-1, class-2, class-3, class-4, class-5, class-6, class-7, class-8")]
    [InlineData("field_1", 2, "background, foreground")]
    public void Masks_of_other_tiles_are_understood_as_those_of_other_folders(string tile, int values, string classes)
    {
        using var folder = Tiles(tile, values);

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Equal("mmseg", layout.DatasetId);
        Assert.Equal(classes, string.Join(", ", layout.Labels.Classes.Select(c => c.Name)));
        Assert.Equal([0, 1], Decoded(layout, [0, 1]));
        Assert.DoesNotContain(layout.Notes, n => n.Contains("ISPRS", StringComparison.Ordinal) || n.Contains("LoveDA", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("area1_0_0_512_512", 7, "impervious-surfaces", "nir, red, green")]
    [InlineData("2_10_0_0_512_512", 7, "impervious-surfaces", "")]
    [InlineData("1366", 8, "background", "")]
    public void Tiles_that_are_called_as_the_converters_call_them_are_known(string tile, int values, string first, string bands)
    {
        using var folder = Tiles(tile, values);

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Equal(first, layout.Labels.Classes[0].Name);
        Assert.Equal([LabelValue.Ignore, 0, 5], Decoded(layout, [0, 1, 6]));
        Assert.Equal(bands, string.Join(", ", layout.Bands ?? []));
    }

    [Theory]
    [InlineData("vaihingen", "car")]
    [InlineData("Potsdam-512", "car")]
    [InlineData("loveDA", "barren")]
    public void The_folder_may_say_what_it_holds(string name, string fifth)
    {
        using var folder = Tiles("x1", 6, $"{name}/");

        Assert.Equal(fifth, DenseDatasets.Recognise(Path.Combine(folder.Root, name)).Labels.Classes[4].Name);
    }

    [Fact]
    public void Masks_in_colours_are_told_apart_by_the_colours_of_the_table()
    {
        using var folder = new SmallRasters();
        folder.Write("img_dir/train/a.png", 8, 8, 3, (x, y, _) => (byte)(x + y));
        folder.Write("ann_dir/train/a.png", 8, 8, 3, (x, _, c) => (byte)(c == (x < 2 ? 0 : 2) ? 255 : 0));
        File.WriteAllText(Path.Combine(folder.Root, "classes.json"), Roads);

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal([16, 48], Assert.Single(MaskCensus.Of(data.Layout, data.Samples).ClassPixels().Values));
    }

    [Fact]
    public void A_model_of_Vaihingen_that_calls_the_bands_as_the_files_do_reads_the_same_pixels()
    {
        using var folder = Tiles("area1_0_0_512_512", 7);

        var before = DenseCollection.Open(folder.Root, ["red", "green", "blue"]);
        using var store = new DenseStore(before, before.Samples, ["red", "green", "blue"]);
        using var reader = new DenseReader(store);
        var pixels = new float[3];
        reader.Read(0, new(0, 0, 1, 1), pixels, new byte[1]);

        Assert.Equal([0, 10, 20], pixels);
        Assert.Contains(before.Notes, n => n.Contains("nir, red and green", StringComparison.Ordinal));
        Assert.Equal(["nir", "red", "green"], DenseCollection.Open(folder.Root).Bands);
        Assert.Equal(["nir", "red", "green"], DenseCollection.Open(folder.Root, ["nir", "green"]).Bands);
    }

    private static SmallRasters Tiles(string tile, int values, string below = "")
    {
        var folder = new SmallRasters();
        foreach (var part in new[] { "train", "val" })
        {
            folder.Write($"{below}img_dir/{part}/{tile}.png", 8, 8, 3, (x, y, c) => (byte)(x + y + (10 * c)));
            folder.Write($"{below}ann_dir/{part}/{tile}.png", 8, 8, 1, (x, y, _) => (byte)(((8 * y) + x) % values));
        }

        return folder;
    }

    private static byte[] Decoded(DenseLayout layout, byte[] mask)
    {
        var labels = new byte[mask.Length];
        layout.Labels.Decode(mask, 1, labels);
        return labels;
    }
}
