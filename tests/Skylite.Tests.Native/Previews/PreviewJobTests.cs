using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Imagery.Synthetic;
using Skylite.Native.Gdal;
using Skylite.Tests.Native.Dense;
using Skylite.Tests.Native.Maps;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Previews;
using Skylite.Workbench.Results;
using Skylite.Workbench.Scenes;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Previews;

public sealed class PreviewJobTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Rgb = ["red", "green", "blue"];

    [Fact]
    public void Images_and_masks_in_the_colours_of_their_classes()
    {
        var folder = playground.In("segmentation");
        SyntheticDenseDataset.Write(
            folder,
            new SyntheticDenseOptions
            {
                Task = DenseTask.SemanticSegmentation,
                Images = 4,
                Scenes = new SyntheticOptions { Width = 32, Height = 32, Extent = 64 },
            });
        var figures = PreviewJob.Run(new PreviewOptions { Out = playground.In("segmentation.png"), Images = In(folder), Samples = 3, Side = 64 });

        Assert.Equal(3, figures.Shown.Count);
        var colors = Colors(figures);
        Assert.Contains("#8fc15a", colors);
        Assert.Equal(figures.Shown, PreviewJob.Run(new PreviewOptions { Out = playground.In("again.png"), Images = In(folder), Samples = 3, Side = 64 }).Shown);
        Assert.Equal(File.ReadAllBytes(figures.File), File.ReadAllBytes(playground.In("again.png")));
    }

    [Fact]
    public void Only_samples_with_a_class_that_was_asked_for()
    {
        using var folder = new SmallRasters().WithPairs(4);
        folder.Write("label/p1.png", 40, 30, 1, (_, _, _) => 0);
        var figures = PreviewJob.Run(new PreviewOptions { Out = Path.Combine(folder.Root, "out", "p.png"), Images = In(folder.Root), Classes = ["changed"] });
        Assert.Equal(["label/p0.png", "label/p2.png", "label/p3.png"], figures.Shown.Order(StringComparer.Ordinal));
        Assert.Contains("#ff3030", Colors(figures));
        Assert.Contains(
            "unchanged, changed",
            Assert.Throws<ArgumentException>(() => PreviewJob.Run(new PreviewOptions { Out = "p.png", Images = In(folder.Root), Classes = ["lava"] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Scenes_of_each_class()
    {
        var folder = playground.In("scenes");
        SyntheticDataset.Write(
            folder,
            new SyntheticDatasetOptions
            {
                ImagesPerClass = 3,
                Scenes = new SyntheticOptions { Width = 16, Height = 16, Classes = [.. SceneClasses.All.Take(2)] },
            });
        var figures = PreviewJob.Run(new PreviewOptions { Out = playground.In("scenes.png"), Images = In(folder), Samples = 2 });
        Assert.Equal(["fields", "fields", "forest", "forest"], figures.Shown.Select(s => Path.GetFileName(Path.GetDirectoryName(s))));
    }

    [Fact]
    public void Parts_are_those_that_training_would_make()
    {
        var folder = playground.In("parts");
        SyntheticDataset.Write(
            folder,
            new SyntheticDatasetOptions
            {
                ImagesPerClass = 10,
                Scenes = new SyntheticOptions { Width = 16, Height = 16, Classes = [.. SceneClasses.All.Take(2)] },
            });
        PreviewFigures Part(SplitPart part, SplitOptions split) =>
            PreviewJob.Run(new PreviewOptions
            {
                Out = playground.In("parts.png"),
                Images = _ => new DataOptions { Directory = folder, Split = split },
                Samples = 100,
                Part = part,
            });
        foreach (var split in new[]
        {
            new SplitOptions(), new SplitOptions { Seed = 3, TrainShare = 0.5 }, new SplitOptions { TrainPerClass = 2, ValidationShare = 0.5 },
        })
        {
            using var data = SceneData.Open(new DataOptions { Directory = folder, Split = split });
            foreach (var part in Enum.GetValues<SplitPart>())
            {
                Assert.Equal(data.Store(part).Samples.Select(s => s.Path).Order(StringComparer.Ordinal), Part(part, split).Shown.Order(StringComparer.Ordinal));
            }
        }

        Assert.Contains(
            "No sample",
            Assert.Throws<InvalidDataException>(() => Part(SplitPart.Validation, new SplitOptions { ValidationShare = 0 })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "--split-blocks",
            Assert.Throws<ArgumentException>(() => Part(SplitPart.Test, new SplitOptions { BlockSide = 32 })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_pixels_are_those_that_training_would_make_too()
    {
        using var folder = new SmallRasters().WithPairs(8);
        var options = new DataOptions { Directory = folder.Root, Split = new SplitOptions { Seed = 2, TrainShare = 0.5 } };
        using var data = DenseData.Open(options, given: null, needsSurvey: false);
        var figures = PreviewJob.Run(new PreviewOptions { Out = Path.Combine(folder.Root, "out", "p.png"), Images = _ => options, Part = SplitPart.Test });
        Assert.Equal(data.Store(SplitPart.Test).Samples.Select(s => s.Name), figures.Shown.Order(StringComparer.Ordinal));
        Assert.Equal(4, figures.Shown.Count);
        Assert.Throws<ArgumentException>(() => PreviewJob.Run(
            new PreviewOptions { Out = "p.png", Images = _ => options with { Split = new SplitOptions { TrainPerClass = 3 } }, Part = SplitPart.Test }));
    }

    [Fact]
    public void What_a_model_makes_of_pixels_and_where_it_differs()
    {
        // The network takes the strongest band; the labels say so too, but for the last columns of one image.
        using var folder = new SmallRasters();
        for (var i = 0; i < 3; i++)
        {
            foreach (var part in new[] { "train", "val", "test" })
            {
                folder.Write($"{part}/images/{part}{i}.png", 32, 32, 3, (x, y, c) => (byte)((x / 8) % 3 == c ? 200 : 20 + y));
                folder.Write($"{part}/masks/{part}{i}.png", 32, 32, 1, (x, _, _) => (byte)(i == 1 && x >= 30 ? 2 : (x / 8) % 3));
            }
        }

        File.WriteAllText(
            Path.Combine(folder.Root, "classes.json"),
            """{"classes": [{"value": 0, "name": "most red"}, {"value": 1, "name": "most green"}, {"value": 2, "name": "most blue"}]}""");
        var figures = PreviewJob.Run(new PreviewOptions
        {
            Out = Path.Combine(folder.Root, "p.png"),
            Images = In(folder.Root),
            Model = playground.Network("preview.onnx", Rgb),
        });

        Assert.Equal(3, figures.Shown.Count);
        Assert.Equal(1 - (2.0 / (3 * 32)), figures.Agreement!.Value, 1e-9);
        Assert.Contains("#1440ff", Colors(figures));
        Assert.Contains("#e23d3d", Colors(figures));
        Assert.Equal("pixels shown", figures.Compared);
        Assert.Empty(figures.Notes);

        var elsewhere = playground.Network("preview-elsewhere.onnx", Rgb, split: "another");
        Assert.Contains(
            "another split",
            Assert.Single(PreviewJob.Run(new PreviewOptions { Out = Path.Combine(folder.Root, "p.png"), Images = In(folder.Root), Model = elsewhere }).Notes),
            StringComparison.Ordinal);
        Assert.Empty(
            PreviewJob.Run(new PreviewOptions
            {
                Out = Path.Combine(folder.Root, "p.png"),
                Images = In(folder.Root),
                Model = elsewhere,
                Part = SplitPart.Train,
            }).Notes);

        var lists = Directory.CreateDirectory(Path.Combine(folder.Root, "lists")).FullName;
        File.WriteAllText(Path.Combine(lists, "test.txt"), "train0\nval1\n");
        var listed = PreviewJob.Run(new PreviewOptions
        {
            Out = Path.Combine(folder.Root, "p.png"),
            Images = In(folder.Root, lists),
            Model = playground.Network("preview.onnx", Rgb),
        });
        Assert.Equal(["train/masks/train0.png", "val/masks/val1.png"], listed.Shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_maps_and_their_difference()
    {
        var network = playground.Network("maps.onnx", Rgb);
        string Map(string name, Func<int, int, int, double> pixel)
        {
            var scene = playground.Scene($"{name}-scene.tif", MapPlayground.Spec(60, 40, 3, Rgb), pixel);
            return InferJob.Run(new InferOptions { Model = network, Scenes = [scene], Out = playground.In($"{name}.tif"), Threads = 1 }).Maps[0].Files[0];
        }

        var first = Map("first", (band, y, x) => (x / 10) % 3 == band ? 900 : 100);
        var second = Map("second", (band, y, x) => (y < 10 ? 0 : (x / 10) % 3) == band ? 900 : 100);
        var figures = PreviewJob.Run(new PreviewOptions { Out = playground.In("maps.png"), Map = first, Against = second });
        Assert.Equal(1 - (10.0 * 40 / 2400), figures.Agreement!.Value, 1e-9);
        Assert.Contains("#c800c8", Colors(figures));
        Assert.Equal(1, PreviewJob.Run(new PreviewOptions { Out = playground.In("same.png"), Map = first, Against = first }).Agreement);

        var plain = playground.Scene("plain.tif", new GdalRasterSpec(20, 20, 1, GdalDataType.Byte), (_, _, _) => 1);
        Assert.Contains(
            "another grid",
            Assert.Throws<InvalidDataException>(() =>
                PreviewJob.Run(new PreviewOptions { Out = playground.In("x.png"), Map = first, Against = plain })).Message,
            StringComparison.Ordinal);
        var deep = playground.In("first-scene.tif");
        void Refuse(string map, string against, string told, string name)
        {
            var message = Assert.Throws<InvalidDataException>(() =>
                PreviewJob.Run(new PreviewOptions { Out = playground.In("x.png"), Map = map, Against = against })).Message;
            Assert.Contains(told, message, StringComparison.Ordinal);
            Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
            Assert.False(File.Exists(playground.In("x.png")));
        }

        Refuse(first, deep, "3 bands", deep);
        var image = playground.Scene("image.tif", MapPlayground.Spec(60, 40, 3) with { DataType = GdalDataType.Byte }, (_, _, x) => x);
        Refuse(image, first, "no map of classes: it has 3 bands", image);
        // Types do not matter, values do.
        var wide = playground.Scene(
            "wide.tif",
            MapPlayground.Spec(60, 40, 1) with { DataType = GdalDataType.Float32, NoData = -9999 },
            (_, y, x) => y < 10 ? -9999 : x < 2 ? double.NaN : x < 4 ? 255 : (x / 10) % 3);
        var whole = PreviewJob.Run(new PreviewOptions { Out = playground.In("wide.png"), Map = first, Against = wide }).Comparison!;
        Assert.Equal((1, 56 * 30), (whole.Figures.OverallAccuracy, whole.Figures.Pixels));
        Refuse(
            first,
            playground.Scene("half.tif", MapPlayground.Spec(60, 40, 1) with { DataType = GdalDataType.Float32 }, (_, _, _) => 0.5),
            "the value 0.5",
            playground.In("half.tif"));
        Refuse(playground.Scene("large.tif", MapPlayground.Spec(60, 40, 1), (_, _, _) => 900), first, "the value 900", playground.In("large.tif"));
        var gray = playground.Scene("gray.tif", MapPlayground.Spec(60, 40, 1) with { DataType = GdalDataType.Byte }, (_, _, x) => 195 + x);
        Refuse(gray, first, "the value 254", gray);
        var elsewhere = playground.Scene(
            "elsewhere.tif",
            MapPlayground.Spec(60, 40, 1) with { DataType = GdalDataType.Byte, GeoTransform = GdalGeoTransform.NorthUp(600_000, 5_600_000, 10) },
            (_, _, _) => 1);
        Refuse(first, elsewhere, "the same place", elsewhere);
    }

    [Fact]
    public void Two_maps_are_compared_class_by_class_over_all_pixels()
    {
        string Bytes(string name, GdalRasterSpec spec, Func<int, int, double> value) =>
            playground.Scene(name, spec with { DataType = GdalDataType.Byte }, (_, y, x) => value(y, x));
        var scene = playground.Scene("compared-scene.tif", MapPlayground.Spec(60, 40, 3, Rgb), (band, _, x) => (x / 20) == band ? 900 : 100);
        var network = playground.Network("compared.onnx", Rgb, values: [4, 7, 9]);
        var map = InferJob.Run(new InferOptions { Model = network, Scenes = [scene], Out = playground.In("compared.tif"), Threads = 1 }).Maps[0].Files[0];
        // Ten columns of the second class are the first; a row has no class, and two values are none of the map's.
        var labels = Bytes(
            "labels.tif",
            MapPlayground.Spec(60, 40, 1) with { NoData = 0 },
            (y, x) => y == 0 ? 0 : y == 1 && x < 5 ? 12 : y == 2 && x < 3 ? 5 : x < 30 ? 4 : x < 40 ? 7 : 9);
        var comparison = PreviewJob.Run(new PreviewOptions { Out = playground.In("compared.png"), Map = map, Against = labels }).Comparison!;

        Assert.Equal(["most red", "most green", "most blue"], comparison.Classes);
        Assert.Equal([4, 7, 9], comparison.ClassValues);
        Assert.Equal([(30 * 39) - 8, 390, 780], comparison.Figures.Confusion.Select(row => row.Sum()));
        Assert.Equal([(20 * 39) - 8, 390, 0], comparison.Figures.Confusion[0]);
        Assert.Equal(0.5, comparison.Figures.Precision[1]);
        Assert.Equal(1, comparison.Figures.Recall[1]);
        Assert.Equal(0.5, comparison.Figures.IntersectionOverUnion[1]);
        Assert.Equal(1 - (390.0 / ((60 * 39) - 8)), comparison.Figures.OverallAccuracy, 1e-9);
        Assert.Equal((60, 0, 0), (comparison.OnlyInMap, comparison.OnlyInAgainst, comparison.InNeither));
        Assert.Equal([(5, 3), (12, 5)], comparison.UnknownValues.Select(v => (v.Key, v.Value)).Order());
        Assert.Contains("labels.tif names no classes", Assert.Single(comparison.Notes), StringComparison.Ordinal);

        // Where the map has no names either, every value is a class.
        var plain = PreviewJob.Run(new PreviewOptions { Out = playground.In("plain.png"), Map = labels, Against = labels }).Comparison!;
        Assert.Equal(["class 4", "class 5", "class 7", "class 9", "class 12"], plain.Classes);
        Assert.Equal((60, 0), (plain.InNeither, plain.UnknownValues.Count));
        Assert.Equal(1, plain.Figures.Kappa);

        var later = Bytes("later.tif", MapPlayground.Spec(60, 40, 1) with { NoData = 0 }, (_, x) => x < 20 ? 5 : x < 40 ? 8 : 10);
        var earlier = Bytes("earlier.tif", MapPlayground.Spec(60, 40, 1), (_, x) => x < 20 ? 4 : x < 40 ? 7 : x < 59 ? 9 : 10);
        Assert.Contains(
            PreviewJob.Run(new PreviewOptions { Out = playground.In("later.png"), Map = earlier, Against = later }).Comparison!.Notes,
            n => n.StartsWith("2360 pixels would be alike, not 40,", StringComparison.Ordinal));

        var other = Bytes("other.tif", MapPlayground.Spec(60, 40, 1), (_, _) => 30);
        Assert.Contains(
            "Its values 30 are none",
            Assert.Throws<InvalidDataException>(() => PreviewJob.Run(new PreviewOptions { Out = playground.In("x.png"), Map = map, Against = other })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_in_black_and_white_are_of_the_two_classes_of_the_map()
    {
        var scene = playground.Scene("two-scene.tif", MapPlayground.Spec(60, 40, 2, "red", "green"), (band, _, x) => (x < 24 ? 0 : 1) == band ? 900 : 100);
        var map = InferJob.Run(new InferOptions
        {
            Model = playground.Network("two.onnx", ["red", "green"]),
            Scenes = [scene],
            Out = playground.In("two.tif"),
            Threads = 1,
        }).Maps[0].Files[0];
        string Mask(string name, GdalRasterSpec spec, Func<int, double> value) =>
            playground.Scene(name, spec with { DataType = GdalDataType.Byte }, (_, _, x) => value(x));
        MapComparison Compare(string against) =>
            PreviewJob.Run(new PreviewOptions { Out = playground.In("two.png"), Map = map, Against = against }).Comparison!;

        var white = Compare(Mask("white.tif", MapPlayground.Spec(60, 40, 1), x => x < 30 ? 0 : 255));
        Assert.Equal([[24 * 40, 6 * 40], [0, 30 * 40]], white.Figures.Confusion);
        Assert.Contains("255 is taken for 'most green'", Assert.Single(white.Notes), StringComparison.Ordinal);

        // Where the file says that 255 is missing, or there are other values too, it is no class.
        Assert.Equal(30 * 40, Compare(Mask("missing.tif", MapPlayground.Spec(60, 40, 1) with { NoData = 255 }, x => x < 30 ? 0 : 255)).OnlyInMap);
        Assert.Equal(20 * 40, Compare(Mask("three.tif", MapPlayground.Spec(60, 40, 1), x => x < 30 ? 0 : x < 40 ? 1 : 255)).OnlyInMap);
    }

    [Fact]
    public void What_is_not_said_is_asked_for()
    {
        Assert.Contains(
            "--map", Assert.Throws<ArgumentException>(() => PreviewJob.Run(new PreviewOptions { Out = "p.png" })).Message, StringComparison.Ordinal);
        Assert.Contains(
            ".png",
            Assert.Throws<ArgumentException>(() => PreviewJob.Run(new PreviewOptions { Out = "p.jpg", Images = In(".") })).Message,
            StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => PreviewJob.Run(new PreviewOptions { Out = "p.png", Images = In(playground.In("missing")) }));
    }

    private static Func<SplitOptions?, DataOptions> In(string folder, string? lists = null) =>
        recorded => new DataOptions { Directory = folder, Split = recorded ?? new SplitOptions(), SplitLists = lists };

    private static HashSet<string> Colors(PreviewFigures figures)
    {
        using var image = GdalDataset.Open(figures.File);
        Assert.Equal((figures.Width, figures.Height, 3), (image.Width, image.Height, image.BandCount));
        var pixels = new byte[3 * image.Width * image.Height];
        image.Read(pixels.AsSpan(), new GdalReadOptions { Interleave = GdalInterleave.Pixel });
        return [.. pixels.Chunk(3).Select(p => Invariant($"#{p[0]:x2}{p[1]:x2}{p[2]:x2}"))];
    }
}
