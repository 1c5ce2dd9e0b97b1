using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Splits;

namespace Skylite.Tests.Native.Dense;

/// <summary>What the authors of published sets lay down: the division, and what every colour or value of their masks is.</summary>
public sealed class OfficialFactsTests
{
    private const string Isprs =
        "impervious-surfaces #ffffff 0|building #0000ff 1|low-vegetation #00ffff 2|tree #00ff00 3|car #ffff00 4|clutter #ff0000 5";

    [Theory]
    [InlineData(SplitPart.Train, "1 3 5 7 11 13 15 17 21 23 26 28 32 34 37")]
    [InlineData(SplitPart.Validation, "30")]
    [InlineData(SplitPart.Test, "2 4 6 8 10 12 14 16 20 22 24 27 29 31 33 35 38")]
    public void Vaihingen_has_33_tiles(SplitPart part, string tiles)
    {
        using var folder = new SmallRasters();
        string[] all =
        [
            "1", "2", "3", "4", "5", "6", "7", "8", "10", "11", "12", "13", "14", "15", "16", "17", "20", "21", "22", "23", "24", "26", "27", "28", "29", "30",
            "31", "32", "33", "34", "35", "37", "38",
        ];
        foreach (var tile in all)
        {
            folder.Write($"top/top_mosaic_09cm_area{tile}.tif", 2, 2, 3, (x, _, _) => (byte)x);
            Mask(folder, $"gt/top_mosaic_09cm_area{tile}.tif");
            Mask(folder, $"eroded/top_mosaic_09cm_area{tile}_noBoundary.tif");
        }

        Mask(folder, "eroded/top_mosaic_09cm_area9_noBoundary.tif");

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Equal(("vaihingen", 33), (layout.DatasetId, layout.Samples.Count));
        Assert.Equal(
            tiles.Split(' '),
            layout.Samples.Where(s => s.Part == part).Select(s => Path.GetFileNameWithoutExtension(s.Dates[0].Files[0])["top_mosaic_09cm_area".Length..]));
        Assert.All(
            layout.Samples.Where(s => s.Part == part), s => Assert.Equal(part == SplitPart.Test, s.Name.StartsWith("eroded/", StringComparison.Ordinal)));
        Assert.Equal(["nir", "red", "green"], layout.Bands);
        CheckIsprs(layout);
    }

    [Theory]
    [InlineData(SplitPart.Train, "2_11 2_12 3_10 3_11 3_12 4_10 4_11 4_12 5_10 5_11 5_12 6_10 6_11 6_12 6_7 6_8 6_9 7_11 7_12 7_7 7_8 7_9")]
    [InlineData(SplitPart.Validation, "2_10")]
    [InlineData(SplitPart.Test, "2_13 2_14 3_13 3_14 4_13 4_14 4_15 5_13 5_14 5_15 6_13 6_14 6_15 7_13")]
    public void Potsdam_has_38_tiles_of_which_one_is_faulty(SplitPart part, string tiles)
    {
        using var folder = new SmallRasters();
        string[] all =
        [
            "2_10", "2_11", "2_12", "2_13", "2_14", "3_10", "3_11", "3_12", "3_13", "3_14", "4_10", "4_11", "4_12", "4_13", "4_14", "4_15", "5_10", "5_11",
            "5_12", "5_13", "5_14", "5_15", "6_7", "6_8", "6_9", "6_10", "6_11", "6_12", "6_13", "6_14", "6_15", "7_7", "7_8", "7_9", "7_10", "7_11", "7_12",
            "7_13",
        ];
        foreach (var tile in all)
        {
            folder.Write($"3_Ortho_IRRG/top_potsdam_{tile}_IRRG.tif", 2, 2, 3, (x, _, _) => (byte)x);
            Mask(folder, $"5_Labels_all/top_potsdam_{tile}_label.tif");
            Mask(folder, $"5_Labels_all_noBoundary/top_potsdam_{tile}_label_noBoundary.tif");
        }

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Equal(("potsdam", 38), (layout.DatasetId, layout.Samples.Count));
        Assert.Equal("5_Labels_all/top_potsdam_7_10_label.tif", Assert.Single(layout.Samples, s => s.Omission == DenseOmission.Faulty).Name);
        Assert.Equal(
            tiles.Split(' '),
            DenseSplit.Complete(layout.Samples).Samples.Where(s => s.Part == part)
                .Select(s => string.Join('_', Path.GetFileName(s.Name).Split('_')[2..4]))
                .Order(StringComparer.Ordinal));
        Assert.All(
            layout.Samples.Where(s => s.Part == part), s => Assert.Equal(part == SplitPart.Test, s.Name.Contains("_noBoundary/", StringComparison.Ordinal)));
        Assert.Equal(["nir", "red", "green"], layout.Bands);
        CheckIsprs(layout);
    }

    [Theory]
    [InlineData("Train", null)]
    [InlineData("Val", SplitPart.Test)]
    [InlineData("Test", SplitPart.Validation)]
    public void LoveDA_tests_on_its_validation_part_as_the_labels_of_its_test_part_are_hidden(string name, SplitPart? part)
    {
        using var folder = new SmallRasters();
        foreach (var (of, number) in new[]
        {
            ("Train/Urban", 1366), ("Train/Rural", 0), ("Val/Urban", 3514), ("Val/Rural", 2522), ("Test/Urban", 5167), ("Test/Rural", 4191),
        })
        {
            folder.Write($"{of}/images_png/{number}.png", 8, 1, 3, (x, _, _) => (byte)x);
            if (!of.StartsWith("Test", StringComparison.Ordinal))
            {
                folder.Write($"{of}/masks_png/{number}.png", 8, 1, 1, (x, _, _) => (byte)x);
            }
        }

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Equal("loveda", layout.DatasetId);
        Assert.Equal(
            name == "Test" ? [] : new[] { $"{name}/Rural", $"{name}/Urban" },
            layout.Samples.Where(s => s.Part == part).Select(s => s.Name[..s.Name.IndexOf("/masks", StringComparison.Ordinal)]));
        Assert.Equal(
            ["background #ffffff 1", "building #ff0000 2", "road #ffff00 3", "water #0000ff 4", "barren #9f81b7 5", "forest #00ff00 6",
                "agricultural #ffc380 7"],
            layout.Labels.Classes.Select(c => $"{c.Name} {c.Color} {c.Value}"));
        var labels = new byte[8];
        Assert.Equal(0, layout.Labels.Decode([0, 1, 2, 3, 4, 5, 6, 7], 1, labels));
        Assert.Equal([LabelValue.Ignore, 0, 1, 2, 3, 4, 5, 6], labels);
    }

    [Theory]
    [InlineData(null, "abudhabi aguasclaras beihai beirut bercy bordeaux cupertino hongkong mumbai nantes paris pisa rennes saclay_e")]
    [InlineData(SplitPart.Test, "brasilia chongqing dubai lasvegas milano montpellier norcia rio saclay_w valencia")]
    public void OSCD_has_24_cities_in_13_bands(SplitPart? part, string cities)
    {
        string[] train =
        [
            "aguasclaras", "bercy", "bordeaux", "nantes", "paris", "rennes", "saclay_e", "abudhabi", "cupertino", "pisa", "beihai", "hongkong", "beirut",
            "mumbai",
        ];
        string[] test = ["brasilia", "montpellier", "norcia", "rio", "saclay_w", "valencia", "dubai", "lasvegas", "milano", "chongqing"];
        string[] bands = ["B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12"];
        using var folder = new SmallRasters();
        var band = folder.Write("band.tif", 2, 2, 1, (x, _, _) => (byte)x);
        foreach (var city in train.Concat(test))
        {
            foreach (var (date, name) in new[] { 1, 2 }.SelectMany(d => bands.Select(b => (d, b))))
            {
                var images = Path.Combine(folder.Root, "Onera Satellite Change Detection dataset - Images", city, $"imgs_{date}_rect");
                File.Copy(band, Path.Combine(Directory.CreateDirectory(images).FullName, $"{name}.tif"));
            }

            folder.Write(
                $"Onera Satellite Change Detection dataset - {(test.Contains(city) ? "Test" : "Train")} Labels/{city}/cm/cm.png", 2, 2, 1,
                (x, _, _) => (byte)(255 * x));
        }

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Equal(("oscd", 24), (layout.DatasetId, layout.Samples.Count));
        Assert.Equal(cities.Split(' '), layout.Samples.Where(s => s.Part == part).Select(s => s.Name.Split('/')[1]).Order(StringComparer.Ordinal));
        Assert.Equal(bands.Order(StringComparer.Ordinal), layout.Bands);
        Assert.All(layout.Samples.SelectMany(s => s.Dates), d => Assert.Equal(layout.Bands!, d.Files.Select(Path.GetFileNameWithoutExtension)));
        Assert.Equal(["unchanged", "changed"], layout.Labels.Classes.Select(c => c.Name));
        var labels = new byte[2];
        Assert.Equal(0, layout.Labels.Decode([0, 255], 1, labels));
        Assert.Equal([0, 1], labels);
    }

    private static void Mask(SmallRasters folder, string path) => folder.Write(path, 2, 2, 3, (x, _, c) => (byte)(x == 0 || c == 2 ? 255 : 0));

    private static void CheckIsprs(DenseLayout layout)
    {
        Assert.Equal(Isprs, string.Join('|', layout.Labels.Classes.Index().Select(c => $"{c.Item.Name} {c.Item.Color} {c.Index}")));
        Assert.Equal(["clutter"], layout.Labels.Classes.Where(c => c.LeftOutOfMeans).Select(c => c.Name));
        var labels = new byte[7];
        byte[] colours = [255, 255, 255, 0, 0, 255, 0, 255, 255, 0, 255, 0, 255, 255, 0, 255, 0, 0, 0, 0, 0];
        Assert.Equal(0, layout.Labels.Decode(colours, 3, labels));
        Assert.Equal([0, 1, 2, 3, 4, 5, LabelValue.Ignore], labels);
    }
}
