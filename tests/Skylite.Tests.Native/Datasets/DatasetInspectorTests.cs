using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Imagery.Synthetic;
using Skylite.Native.Gdal;
using Skylite.Tests.Native.Dense;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Datasets;

public sealed class DatasetInspectorTests
{
    [Fact]
    public void Lists_and_manifests_divide_what_is_looked_through()
    {
        using var folder = new SmallRasters().WithPairs(8);
        using var elsewhere = new SmallRasters();
        var lists = elsewhere.Root;
        File.WriteAllText(Path.Combine(lists, "test.txt"), "p1\np2\np3\n");
        var listed = DatasetInspector.Inspect(new DataOptions { Directory = folder.Root, SplitLists = lists });
        Assert.Equal(3, listed.Parts.Test);
        Assert.Contains($"test given by lists in '{lists}'", listed.Split, StringComparison.Ordinal);

        var data = DenseCollection.Open(folder.Root);
        var manifest = Path.Combine(folder.Root, "split.json");
        DenseSplitManifest.Of(data, DenseSplit.Draw(data.Samples, new SplitOptions { TrainShare = 0.5, Seed = 4 })).Save(manifest);
        var given = DatasetInspector.Inspect(new DataOptions { Directory = folder.Root, SplitFile = manifest });
        Assert.Equal((4, $"given by '{manifest}'"), (given.Parts.Test, given.Split));

        Assert.Contains(
            "no lists",
            Assert.Throws<InvalidDataException>(() =>
                DatasetInspector.Inspect(new DataOptions { Directory = folder.Root, SplitLists = folder.Root })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_seeds_and_draws_divide_as_in_training()
    {
        using var folder = new SmallRasters().WithPairs(8);
        var options = new DataOptions
        {
            Directory = folder.Root,
            Split = new SplitOptions { TrainShare = 0.5, ValidationShare = 0.25, Seed = 3, Draws = 4 },
        };
        var pixels = DatasetInspector.Inspect(options);
        Assert.Equal("drawn (50 % test, 25 % of the rest validate, seed 3, the most even of 4)", pixels.Split);
        using var data = DenseData.Open(options, given: null, needsSurvey: true);
        Assert.Equal(new PartCounts(3, 1, 4), pixels.Parts);
        Assert.Equal(data.ClassCounts, pixels.Classes.Select(c => c.Counts.Train));
        Assert.Contains(
            "--train-per-class",
            Assert.Throws<ArgumentException>(() => DatasetInspector.Inspect(options with { Split = new SplitOptions { TrainPerClass = 2 } })).Message,
            StringComparison.Ordinal);

        for (var i = 0; i < 10; i++)
        {
            folder.Write($"scenes/fields/f{i}.png", 8, 8, 3, (x, y, c) => (byte)(x + y + c + i));
            folder.Write($"scenes/woods/w{i}.png", 8, 8, 3, (x, y, c) => (byte)(90 + x + y + c + i));
        }

        var scenes = new DataOptions { Directory = Path.Combine(folder.Root, "scenes"), Split = new SplitOptions { TrainShare = 0.6, Seed = 1 } };
        Assert.Equal(new PartCounts(10, 2, 8), DatasetInspector.Inspect(scenes).Parts);
        Assert.Equal("drawn class by class (40 % test, 10 % of the rest validate, seed 1)", DatasetInspector.Inspect(scenes).Split);
        Assert.Equal(new PartCounts(8, 2, 10), DatasetInspector.Inspect(scenes with { Split = new SplitOptions { TrainPerClass = 5 } }).Parts);
        Assert.Contains(
            "--split-draws",
            Assert.Throws<ArgumentException>(() => DatasetInspector.Inspect(scenes with { Split = new SplitOptions { Draws = 2 } })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_divide_scenes_too()
    {
        using var folder = new SmallRasters();
        for (var i = 0; i < 4; i++)
        {
            folder.Write($"data/fields/f{i}.png", 8, 8, 3, (x, y, c) => (byte)(x + y + c + i));
            folder.Write($"data/woods/w{i}.png", 8, 8, 3, (x, y, c) => (byte)(90 + x + y + c + i));
        }

        var (root, lists) = (Path.Combine(folder.Root, "data"), Directory.CreateDirectory(Path.Combine(folder.Root, "lists")).FullName);
        File.WriteAllText(Path.Combine(lists, "train.txt"), "fields/f0.png\nwoods/w0.png\n");
        File.WriteAllText(Path.Combine(lists, "val.txt"), "fields/f1.png\n");
        File.WriteAllText(Path.Combine(lists, "test.txt"), "fields/f2.png\nwoods/w2.png\nwoods/w3.png\n");
        Assert.Equal(new PartCounts(2, 1, 3), DatasetInspector.Inspect(new DataOptions { Directory = root, SplitLists = lists }).Parts);
        Assert.Throws<InvalidDataException>(() => DatasetInspector.Inspect(new DataOptions { Directory = root, SplitLists = root }));
    }

    [Fact]
    public void Classes_bands_and_division_are_counted()
    {
        using var folder = new SmallRasters();
        foreach (var (part, n) in new[] { ("train", 3), ("val", 1), ("test", 2) })
        {
            for (var i = 0; i < n; i++)
            {
                var level = i + (part == "train" ? 0 : n * 10);
                folder.Write($"{part}/images/{part}{i}.png", 20, 10, 3, (x, y, c) => (byte)((c * 50) + level + (x % 2)));
                folder.Write($"{part}/masks/{part}{i}.png", 20, 10, 1, (x, _, _) => (byte)(x < 5 ? 2 : x < 8 ? 255 : 0));
            }
        }

        File.WriteAllText(
            Path.Combine(folder.Root, "classes.json"), """{"classes": [{"value": 0, "name": "land", "color": "#00ff00"}, {"value": 2, "name": "water"}]}""");
        var data = DatasetInspector.Inspect(folder.Root);

        Assert.Equal(("semantic-segmentation", "mask-folders", 6, "pixels"), (data.Task, data.Layout, data.Samples, data.Counted));
        Assert.Equal(new PartCounts(3, 1, 2), data.Parts);
        Assert.Equal("given by the data set", data.Split);
        Assert.Equal(["land", "water"], data.Classes.Select(c => c.Name));
        Assert.Equal("#00ff00", data.Classes[0].Color);
        Assert.Equal(new PartCounts(3 * 120, 120, 240), data.Classes[0].Counts);
        Assert.Equal(new PartCounts(3 * 50, 50, 100), data.Classes[1].Counts);
        Assert.Equal(50.0 / 170, data.Classes[1].Share, 1e-9);
        Assert.Equal((6 * 30, 0), (data.Unlabelled, data.Unknown));
        Assert.Equal(new CountedFact("20 × 10", 6), Assert.Single(data.Sizes));
        // Levels 0, 1, 2 with a half on average from the columns; variances 2/3 and 1/4.
        Assert.Equal(["red", "green", "blue"], data.Statistics.Select(s => s.Band));
        Assert.Equal(51.5, data.Statistics[1].Mean, 1e-9);
        Assert.Equal(Math.Sqrt((2.0 / 3) + 0.25), data.Statistics[2].Deviation, 1e-9);
        Assert.Equal((100, 103), (data.Statistics[2].Minimum, data.Statistics[2].Maximum));
        Assert.Empty(data.Problems);
    }

    [Fact]
    public void Everything_that_is_wrong_is_named()
    {
        using var folder = new SmallRasters();
        for (var i = 0; i < 8; i++)
        {
            folder.Write($"train/A/p{i}.png", 40, 30, 3, (x, y, _) => (byte)(x + y + i));
            folder.Write($"train/B/p{i}.png", 40, 30, 3, (x, y, _) => (byte)(x - y + i));
            folder.Write($"train/label/p{i}.png", 40, i == 3 ? 20 : 30, 1, (x, _, _) => (byte)(x < 4 && i != 5 ? 255 : 0));
        }

        foreach (var kind in new[] { "A", "B", "label" })
        {
            folder.Write($"test/{kind}/q.png", 40, 30, kind == "label" ? 1 : 3, (x, y, _) => (byte)(kind == "label" ? 0 : x + y));
        }

        folder.Write("train/A/alone.png", 40, 30, 3, (x, _, _) => (byte)x);
        folder.Write("train/label/orphan.png", 40, 30, 1, (x, _, _) => (byte)x);
        File.WriteAllBytes(Path.Combine(folder.Root, "train", "B", "p6.png"), [1, 2, 3]);
        var data = DatasetInspector.Inspect(folder.Root);

        Assert.Equal(7, data.Samples);
        void Problem(string part) => Assert.Contains(data.Problems, p => p.Contains(part, StringComparison.Ordinal));
        Problem("40 × 30 pixels, its mask");
        Problem("p6.png");
        // q is a copy of train/A/p0.
        Problem("the same image is in several parts");
        Problem("'changed' from");
        Assert.Contains(data.Notes, n => Says(n, "1 image has no second date, such as '", "alone.png': left out"));
        Assert.Contains(data.Notes, n => Says(n, "1 file has no first date, such as '", "orphan.png': left out"));
        Assert.Contains(data.Notes, n => n.Contains("2 of 7 pairs have no changed pixel", StringComparison.Ordinal));

        static bool Says(string note, string start, string end) =>
            note.StartsWith(start, StringComparison.Ordinal) && note.EndsWith(end, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("val", "label", "lables")]
    [InlineData("test", "label", null)]
    [InlineData("train", "label", "lables")]
    public void A_part_whose_masks_are_missing_or_misspelt_is_a_problem(string part, string kind, string? misspelt)
    {
        using var folder = new SmallRasters().WithPairs(4, "train").WithPairs(2, "val").WithPairs(2, "test");
        var (empty, masks) = (Path.Combine(folder.Root, part), Path.Combine(folder.Root, part, kind));
        if (misspelt is null)
        {
            Directory.Delete(masks, recursive: true);
        }
        else
        {
            Directory.Move(masks, Path.Combine(empty, misspelt));
        }

        var holds = $"'{empty}' (it holds the folders 'A', 'B'{(misspelt is null ? string.Empty : $", '{misspelt}'")})";
        var data = DatasetInspector.Inspect(folder.Root);
        Assert.Contains($"1 × a folder stands for a part, but gives no sample: {holds}", data.Problems);
        Assert.Equal(part == "train", data.Problems.Any(p => p.Contains("there is no sample to train on", StringComparison.Ordinal)));
        Assert.Contains($"a folder stands for a part, but gives no sample: {holds}", DenseCollection.Open(folder.Root).Notes);

        if (part == "train")
        {
            var refusal = Assert.Throws<InvalidDataException>(
                () => DenseData.Open(new DataOptions { Directory = folder.Root }, given: null, needsSurvey: true)).Message;
            Assert.Contains(holds, refusal, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_damaged_mask_is_listed_and_training_refuses_it_by_name(bool isDeadLink)
    {
        using var folder = new SmallRasters();
        for (var i = 0; i < 8; i++)
        {
            folder.Write($"images/t{i}.png", 20, 16, 3, (x, y, _) => (byte)(x + y + i));
            folder.Write($"masks/t{i}.png", 20, 16, 1, (x, _, _) => (byte)(x < 4 ? 255 : 0));
        }

        var damaged = Path.Combine(folder.Root, "masks", "t0.png");
        File.Delete(damaged);
        if (isDeadLink)
        {
            File.CreateSymbolicLink(damaged, "nowhere.png");
        }
        else
        {
            File.WriteAllText(damaged, "no image");
        }

        var data = DatasetInspector.Inspect(folder.Root);
        Assert.Equal(("mask-folders", 7), (data.Layout, data.Samples));
        Assert.Contains(damaged, Assert.Single(data.Problems), StringComparison.Ordinal);
        Assert.Contains(damaged, Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_set_without_a_mask_that_can_be_read_is_refused_by_name()
    {
        using var folder = new SmallRasters().WithPairs(2);
        File.WriteAllText(Path.Combine(folder.Root, "label", "p0.png"), "no image");
        File.WriteAllText(Path.Combine(folder.Root, "label", "p1.png"), "no image");
        Assert.Contains("p0.png", Assert.Throws<InvalidDataException>(() => DatasetInspector.Inspect(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_of_one_image_are_a_problem()
    {
        using var folder = new SmallRasters().WithPairs(8);
        Assert.DoesNotContain(DatasetInspector.Inspect(folder.Root).Problems, p => p.Contains("both dates", StringComparison.Ordinal));
        foreach (var name in new[] { "p2.png", "p5.png" })
        {
            File.Copy(Path.Combine(folder.Root, "A", name), Path.Combine(folder.Root, "B", name), overwrite: true);
        }

        var (first, second) = (Path.Combine(folder.Root, "A", "p2.png"), Path.Combine(folder.Root, "B", "p2.png"));
        Assert.Contains(
            DatasetInspector.Inspect(folder.Root).Problems,
            p => p.StartsWith("2 × both dates of a pair are the same image", StringComparison.Ordinal)
                && p.Contains($"'{first}' = '{second}'", StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_colours_are_shown()
    {
        using var folder = new SmallRasters();
        foreach (var tile in new[] { "2_10", "2_11", "2_13" })
        {
            folder.Write($"2_Ortho_RGB/top_potsdam_{tile}_RGB.tif", 30, 20, 3, (x, _, _) => (byte)x);
            folder.Write(
                $"5_Labels_all/top_potsdam_{tile}_label.tif", 30, 20, 3,
                (x, _, c) => (byte)(x < 15 ? (c == 2 ? 255 : 0) : x < 16 && tile == "2_11" ? 100 : 255));
        }

        var data = DatasetInspector.Inspect(folder.Root);
        Assert.Equal("potsdam", data.Layout);
        Assert.Equal(20, data.Unknown);
        Assert.Contains(data.Problems, p => p.Contains("'5_Labels_all/top_potsdam_2_11_label.tif' (20 pixels: #646464)", StringComparison.Ordinal));
        Assert.Contains(data.Problems, p => p.Contains("'tree' from all", StringComparison.Ordinal));
    }

    [Fact]
    public void Rasters_on_the_ground_say_where_and_mixed_systems_are_a_problem()
    {
        using var folder = new SmallRasters();
        for (var i = 0; i < 8; i++)
        {
            Directory.CreateDirectory(Path.Combine(folder.Root, "images"));
            var spec = new GdalRasterSpec(16, 16, 2, GdalDataType.UInt16)
            {
                Crs = i == 7 ? "EPSG:32634" : "EPSG:32633",
                GeoTransform = GdalGeoTransform.NorthUp(500_000, 5_000_000, 10),
                NoData = 0,
                BandNames = ["B04", "B08"],
            };
            using (var raster = GdalDataset.Create(Path.Combine(folder.Root, "images", $"s{i}.tif"), spec))
            {
                raster.Write<ushort>([.. Enumerable.Range(0, 512).Select(p => (ushort)(p % 4 == 0 ? 0 : 1000))]);
            }

            folder.Write($"masks/s{i}.png", 16, 16, 1, (x, _, _) => (byte)(x > 7 ? 255 : 0));
        }

        var data = DatasetInspector.Inspect(folder.Root);
        Assert.Equal([new CountedFact("EPSG:32633, pixels of 10 m", 7), new CountedFact("EPSG:32634, pixels of 10 m", 1)], data.Places);
        Assert.Equal([("B04", 1000.0, 0.0), ("B08", 1000.0, 0.0)], data.Statistics.Select(s => (s.Band, s.Mean, s.Deviation)));
        Assert.Contains(data.Problems, p => p.Contains("several reference systems: EPSG:32633 (7", StringComparison.Ordinal));
        Assert.StartsWith("drawn", data.Split, StringComparison.Ordinal);
    }

    [Fact]
    public void Degrees_and_metres_are_told_apart()
    {
        static GdalGrid Grid(string? crs, GdalGeoTransform? map) => new(100, 100, map, crs is null ? string.Empty : GdalSpatialReference.ToWkt(crs));
        Assert.Null(GroundPlace.Of(Grid("EPSG:4326", null)));
        Assert.Equal("EPSG:32633, pixels of 0.3 m", GroundPlace.Of(Grid("EPSG:32633", GdalGeoTransform.NorthUp(500_000, 5_000_000, 0.3))));
        Assert.Equal(
            "EPSG:4326, pixels of 0.00009 × 0.00018° (about 14.1 m)", GroundPlace.Of(Grid("EPSG:4326", new GdalGeoTransform(10, 9e-5, 0, 0, 0, -1.8e-4))));
        // Feet.
        Assert.Equal("EPSG:2263, pixels of 0.3048 m", GroundPlace.Of(Grid("EPSG:2263", GdalGeoTransform.NorthUp(980_000, 190_000, 1))));
        Assert.Equal("no reference system, pixels of 2 of an unknown unit", GroundPlace.Of(Grid(null, new GdalGeoTransform(0, 0, 2, 0, 2, 0))));
    }

    [Fact]
    public void A_class_is_named_once_with_all_that_is_wrong_with_it()
    {
        using var folder = new SmallRasters();
        foreach (var (part, n) in new[] { ("train", 3), ("val", 1), ("test", 1) })
        {
            for (var i = 0; i < n; i++)
            {
                folder.Write($"{part}/images/{part}{i}.png", 40, 30, 3, (x, y, c) => (byte)((c * 50) + x + y + i + (10 * part.Length)));
                folder.Write(
                    $"{part}/masks/{part}{i}.png", 40, 30, 1,
                    (x, y, _) => (byte)(part == "train" ? x / 14 : part == "test" && y == 0 && x < 6 ? 1 + (x % 2) : part == "val" && x + y == 0 ? 2 : 0));
            }
        }

        File.WriteAllText(
            Path.Combine(folder.Root, "classes.json"),
            """{"classes": [{"value": 0, "name": "land"}, {"value": 1, "name": "water"}, {"value": 2, "name": "rock"}, {"value": 3, "name": "ice"}]}""");
        Assert.Equal(
            [
                "2 × a class is missing from a part: 'water' from validation (test has 0.25 %, training 35 %); 'ice' from all",
                "1 × a class has less than a tenth of its share in training in another part (the best epoch, "
                + "or the figures of the test, say little about it): 'rock' (validation has 0.083 %, test has 0.25 %, training 30 %)",
            ],
            DatasetInspector.Inspect(folder.Root).Problems);
        // Where nothing validates, no class is missing there.
        using var pairs = new SmallRasters().WithPairs(8);
        Assert.DoesNotContain(
            DatasetInspector.Inspect(new DataOptions { Directory = pairs.Root, Split = new SplitOptions { ValidationShare = 0 } }).Problems,
            p => p.Contains("missing from", StringComparison.Ordinal));
    }

    [Fact]
    public void Pieces_of_rasters_are_no_rasters()
    {
        using var folder = new SmallRasters().WithPairs(1, width: 96, height: 96);
        var data = DatasetInspector.Inspect(folder.Root);
        Assert.Equal((1, 1), (data.Samples, data.Rasters));
        Assert.Contains(data.Notes, n => n.EndsWith("pieces of pairs have no changed pixel", StringComparison.Ordinal));

        var collection = DenseCollection.Open(folder.Root);
        Assert.Equal("1 pair", SampleCount.Of(collection.Samples, collection.Samples, DenseTask.ChangeDetection));
        Assert.Equal(
            "9 pieces of 1 pair", SampleCount.Of(DenseSplit.Draw(collection.Samples, new SplitOptions()), collection.Samples, DenseTask.ChangeDetection));
    }

    [Fact]
    public void Scenes_of_classes_are_inspected_too()
    {
        var root = Directory.CreateTempSubdirectory("skylite-inspect-").FullName;
        try
        {
            SyntheticDataset.Write(
                root,
                new SyntheticDatasetOptions
                {
                    ImagesPerClass = 12,
                    Scenes = new SyntheticOptions { Width = 16, Height = 16, Classes = [.. SceneClasses.All.Take(3)] },
                });
            var forest = Path.Combine(root, "forest");
            File.Copy(Path.Combine(forest, "forest_0001.png"), Path.Combine(root, "fields", "copy.png"));
            File.WriteAllText(Path.Combine(forest, "forest_0002.png"), "no image");
            var data = DatasetInspector.Inspect(root);

            Assert.Equal(("scene-classification", "class-folders", "images"), (data.Task, data.Layout, data.Counted));
            Assert.Equal([13, 12, 12], data.Classes.Select(c => c.Counts.Total));
            Assert.Equal(36, data.Samples);
            Assert.Contains(data.Problems, p => p.Contains("forest_0002.png", StringComparison.Ordinal));
            Assert.Contains(data.Problems, p => p.Contains("'fields/copy.png' = 'forest/forest_0001.png'", StringComparison.Ordinal));
            Assert.Equal(3, data.Statistics.Count);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void A_folder_of_anything_else_fits_no_layout_and_the_folder_below_is_suggested()
    {
        using var folder = new SmallRasters();
        folder.Write("inner/images/a.png", 8, 8, 3, (x, _, _) => (byte)x);
        folder.Write("inner/masks/a.png", 8, 8, 1, (x, _, _) => (byte)(x % 2));
        var error = Assert.Throws<UnknownLayoutException>(() => DatasetInspector.Inspect(folder.Root));
        Assert.EndsWith("'inner' would do: name it.", error.Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => DatasetInspector.Inspect(folder.Root + "-missing"));
        Assert.Equal(DatasetInspector.Layouts.Count, DatasetInspector.Layouts.Select(l => l.Id).Distinct().Count());
        Assert.True(DatasetInspector.Layouts.Count > DenseDatasets.All.Count);
    }
}
