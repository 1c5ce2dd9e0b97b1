using System.Globalization;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Imagery.Synthetic;
using Skylite.Native.Gdal;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

public sealed class DenseLayoutTests
{
    [Fact]
    public void Every_data_set_has_a_name_of_its_own_and_says_what_it_is()
    {
        Assert.Equal(DenseDatasets.All.Count, DenseDatasets.All.Select(d => d.Id).Distinct().Count());
        Assert.All(DenseDatasets.All, d => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", d.Id));
        Assert.All(DenseDatasets.All, d => Assert.Matches("^(semantic segmentation|change detection): ", d.About));
    }

    [Fact]
    public void Pairs_below_train_val_and_test_keep_their_parts()
    {
        using var folder = new SmallRasters().WithPairs(2, "train").WithPairs(1, "val").WithPairs(1, "test");

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(("pair-folders", DenseTask.ChangeDetection), (data.Layout.DatasetId, data.Layout.Task));
        Assert.Equal(["test/label/p0.png", "train/label/p0.png", "train/label/p1.png", "val/label/p0.png"], data.Samples.Select(s => s.Name));
        Assert.Equal([SplitPart.Test, SplitPart.Train, SplitPart.Train, SplitPart.Validation], data.Samples.Select(s => s.Part!.Value));
        Assert.Equal(["red", "green", "blue"], data.Bands);
        Assert.Equal(["unchanged", "changed"], data.Classes.Select(c => c.Name));
    }

    [Theory]
    [InlineData("train_1", "val_1", "test_1", true)]
    [InlineData("train-1_0", "train-1_1", "test-9_0", true)]
    [InlineData("train_1", "val_1", "area_1", false)]
    [InlineData("test_1", "test_2", "test_3", false)]
    public void Pairs_whose_names_begin_with_a_part_keep_it(string first, string second, string third, bool areDivided)
    {
        using var folder = new SmallRasters();
        foreach (var name in new[] { first, second, third })
        {
            folder.WithPair($"A/{name}", $"B/{name}", $"label/{name}");
        }

        var data = DenseCollection.Open(folder.Root);

        Assert.All(data.Samples, s => Assert.Equal(areDivided ? Path.GetFileName(s.Name)[..3] : null, s.Part?.ToString().ToLowerInvariant()[..3]));
        Assert.Equal(areDivided ? 1 : 0, data.Notes.Count(n => n.Contains("the names of the files say", StringComparison.Ordinal)));
    }

    [Fact]
    public void Images_and_masks_whose_names_begin_with_a_part_keep_it_too()
    {
        using var folder = new SmallRasters();
        foreach (var name in new[] { "test_1", "train_1", "train_2", "val_1" })
        {
            folder.Write($"images/{name}.png", 20, 16, 3, (x, _, _) => (byte)x);
            folder.Write($"masks/{name}.png", 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));
        }

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal([SplitPart.Test, SplitPart.Train, SplitPart.Train, SplitPart.Validation], data.Samples.Select(s => s.Part!.Value));
        Assert.Contains("the names of the files say", Assert.Single(data.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_of_change_are_named_by_a_table()
    {
        using var folder = new SmallRasters().WithPairs(2);
        File.WriteAllText(
            Path.Combine(folder.Root, "classes.json"),
            """{"classes": [{"value": 0, "name": "same"}, {"value": 255, "name": "built"}, {"value": 7, "name": "felled"}], "ignored": []}""");

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(["same", "felled", "built"], data.Classes.Select(c => c.Name));
    }

    [Theory]
    [InlineData("""{"value": 0, "name": "changed"}, {"value": 255, "name": "unchanged"}""", "unchanged, changed")]
    [InlineData("""{"value": 0, "name": "new"}, {"value": 255, "name": "No change"}""", "No change, new")]
    [InlineData("""{"value": 255, "name": "new"}, {"value": 0, "name": "background"}""", "background, new")]
    [InlineData("""{"value": 255, "name": "meadow"}, {"value": 0, "name": "houses"}""", "meadow, houses")]
    [InlineData("""{"value": 0, "name": "meadow"}, {"value": 255, "name": "houses"}""", "meadow, houses")]
    public void Of_two_classes_of_a_table_the_second_is_change_whatever_their_values(string classes, string order)
    {
        using var folder = new SmallRasters().WithPairs(2);
        File.WriteAllText(Path.Combine(folder.Root, "classes.json"), $$"""{"classes": [{{classes}}], "ignored": []}""");

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(order, string.Join(", ", data.Classes.Select(c => c.Name)));
        Assert.Equal(64, MaskCensus.Of(data.Layout, data.Samples).ClassPixels().Values.First()[data.Classes[1].Value == 255 ? 1 : 0]);
    }

    [Fact]
    public void Bands_of_a_city_are_found_by_name()
    {
        using var folder = new SmallRasters();
        foreach (var (date, prefix) in new[] { (1, "S2A_T32TPP"), (2, "T32_2018") })
        {
            foreach (var band in new[] { "B04", "B02" })
            {
                folder.Write(
                    $"Onera Satellite Change Detection dataset - Images/pisa/imgs_{date}/{prefix}_{band}.tif", 20, 16 + date - 1, 1, (x, _, _) => (byte)x);
            }
        }

        folder.Write("Onera Satellite Change Detection dataset - Train Labels/pisa/cm/pisa-cm.tif", 20, 16, 1, (x, _, _) => (byte)(x < 4 ? 2 : 1));

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal("oscd", data.Layout.DatasetId);
        Assert.Equal(["B02", "B04"], data.Bands);
        Assert.Equal(16, Assert.Single(data.Samples).Window!.Value.Height);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("z")]
    public void A_city_of_other_bands_than_the_rest_is_left_out(string odd)
    {
        using var folder = new SmallRasters();
        foreach (var city in new[] { "pisa", "rennes", odd })
        {
            foreach (var band in city == odd ? ["B02", "B08"] : new[] { "B02", "B04" })
            {
                folder.Write($"Onera Satellite Change Detection dataset - Images/{city}/imgs_1/x_{band}.tif", 20, 16, 1, (x, _, _) => (byte)x);
                folder.Write($"Onera Satellite Change Detection dataset - Images/{city}/imgs_2/x_{band}.tif", 20, 16, 1, (x, _, _) => (byte)x);
            }

            folder.Write($"Onera Satellite Change Detection dataset - Train Labels/{city}/cm/{city}-cm.tif", 20, 16, 1, (x, _, _) => (byte)(x < 4 ? 2 : 1));
        }

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(["B02", "B04"], data.Bands);
        Assert.Equal(["pisa", "rennes"], data.Samples.Select(s => s.Name.Split('/')[1]));
        var note = Assert.Single(data.Notes);
        Assert.Contains(Path.Combine("Images", odd), note, StringComparison.Ordinal);
        Assert.Contains("B02, B08", note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_protocol_of_the_literature_tests_a_corner_and_trains_with_the_rest()
    {
        using var folder = new SmallRasters();
        foreach (var n in new[] { 1, 2, 3 })
        {
            folder.Write($"Szada/{n}/im1.jpg", 800, 460, 3, (x, y, _) => (byte)(x + y));
            folder.Write($"Szada/{n}/im2.jpg", 800, 460, 3, (x, y, _) => (byte)(x - y));
            folder.Write($"Szada/{n}/gt.png", 800, 460, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));
        }

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal([SplitPart.Test, SplitPart.Train, SplitPart.Train, null, null], data.Samples.Select(s => s.Part));
        Assert.Equal(
            [new GdalWindow(0, 0, 784, 448), new(784, 0, 16, 460), new(0, 448, 784, 12), new(0, 0, 800, 460), new(0, 0, 800, 460)],
            data.Samples.Select(s => s.Window!.Value));
        var split = DenseSplitManifest.Of(data, DenseSplit.Draw(data.Samples, new SplitOptions { Seed = 1, BlockSide = 2000 })).Apply(data);
        Assert.Equal((800, 460), Assert.Single(split, s => s.Part == SplitPart.Validation).Window is { } w ? (w.Width, w.Height) : default);
        Assert.Equal(3, split.Count(s => s.Part == SplitPart.Train));
        Assert.Equal(4, DenseSplit.Draw(data.Samples, new SplitOptions { ValidationShare = 0 }).Count(s => s.Part == SplitPart.Train));
        Assert.Equal((784, 448), Assert.Single(split, s => s.Part == SplitPart.Test).Window is { } t ? (t.Width, t.Height) : default);
    }

    [Theory]
    [InlineData("im1", "im2", "gt", 1)]
    [InlineData("before", "after", "mask", 255)]
    public void A_folder_for_each_pair_is_read_by_what_its_masks_hold(string first, string second, string mask, int change)
    {
        using var folder = new SmallRasters();
        foreach (var site in new[] { "north", "south/east" })
        {
            folder.Write($"{site}/{first}.png", 20, 16, 4, (x, y, _) => (byte)(x + y));
            folder.Write($"{site}/{second}.png", 20, 16, 4, (x, y, _) => (byte)(x - y));
            folder.Write($"{site}/{mask}.png", 20, 16, 1, (x, _, _) => (byte)(x < 4 ? change : 0));
        }

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal("pair-folders", data.Layout.DatasetId);
        Assert.Equal([$"north/{mask}.png", $"south/east/{mask}.png"], data.Samples.Select(s => s.Name));
        Assert.Equal(
            [2 * 16 * 16, 2 * 4 * 16], MaskCensus.Of(data.Layout, data.Samples).ClassPixels().Values.Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]));
    }

    [Fact]
    public void A_table_of_classes_that_ignores_what_no_mask_can_hold_is_refused()
    {
        using var folder = new SmallRasters().WithPairs(2);
        File.WriteAllText(
            Path.Combine(folder.Root, "classes.json"),
            """{ "classes": [ { "value": 0, "name": "same" }, { "value": 255, "name": "changed" } ], "ignored": [-9999] }""");

        Assert.Contains("-9999", Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_files_of_one_name_numbers_come_before_pictures_and_the_other_is_told()
    {
        using var folder = new SmallRasters();
        foreach (var n in new[] { "a", "b" })
        {
            folder.Write($"images/{n}.tif", 20, 16, 3, (x, y, _) => (byte)(x + y));
            folder.Write($"masks/{n}.tif", 20, 16, 1, (x, _, _) => (byte)(x < 4 ? 1 : 0));
        }

        folder.Write("images/a.jpg", 20, 16, 3, (_, _, _) => 9);
        folder.Write("masks/b.png", 20, 16, 3, (_, _, c) => (byte)(90 * c));

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(["masks/a.tif", "masks/b.tif"], data.Samples.Select(s => s.Name));
        Assert.All(data.Samples, s => Assert.EndsWith(".tif", s.Dates[0].Files[0], StringComparison.Ordinal));
        Assert.Single(data.Notes, n => n.StartsWith("2 files go by", StringComparison.Ordinal) && n.EndsWith("a.jpg': left out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("loveda", "{0}/Urban/images_png/1.png", "{0}/Urban/masks_png/1.png", "{0}")]
    [InlineData("mmseg", "img_dir/{0}/1.png", "ann_dir/{0}/1.png", "img_dir/{0}")]
    public void A_part_without_masks_is_named(string id, string image, string mask, string part)
    {
        using var folder = new SmallRasters();
        folder.Write(string.Format(CultureInfo.InvariantCulture, image, "Train"), 20, 16, 3, (x, _, _) => (byte)x);
        folder.Write(string.Format(CultureInfo.InvariantCulture, mask, "Train"), 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 1 : 2));
        folder.Write(string.Format(CultureInfo.InvariantCulture, image, "Val"), 20, 16, 3, (x, _, _) => (byte)x);

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Equal(id, layout.DatasetId);
        var empty = Path.Combine(folder.Root, string.Format(CultureInfo.InvariantCulture, part, "Val"));
        Assert.StartsWith($"'{empty}' (", Assert.Single(layout.EmptyParts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ortho/top_potsdam_{0}_RGB.tif", "Labels/top_potsdam_{0}_label.tif", "2_10", "3_10")]
    [InlineData("top/top_mosaic_09cm_area{0}.tif", "gt/top_mosaic_09cm_area{0}.tif", "1", "30")]
    [InlineData("Train/Urban/images_png/{0}.png", "Train/Urban/masks_png/{0}.png", "1", "2")]
    [InlineData("img_dir/train/{0}.png", "ann_dir/train/{0}.png", "1", "2")]
    public void Images_without_a_mask_are_counted(string image, string mask, string first, string second)
    {
        using var folder = new SmallRasters();
        foreach (var name in new[] { first, second })
        {
            folder.Write(string.Format(CultureInfo.InvariantCulture, image, name), 20, 16, 3, (x, _, _) => (byte)x);
        }

        folder.Write(string.Format(CultureInfo.InvariantCulture, mask, first), 20, 16, 3, (x, _, _) => (byte)(x < 9 ? 1 : 2));

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Single(layout.Samples);
        var note = Assert.Single(layout.Notes, n => n.Contains("1 image has no mask", StringComparison.Ordinal));
        Assert.Contains(Path.GetFileName(string.Format(CultureInfo.InvariantCulture, image, second)), note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("images", "groundtruth")]
    [InlineData("images", "Ground Truth")]
    [InlineData("sat", "map")]
    [InlineData("image", "annotation")]
    public void Folders_of_masks_have_several_names(string images, string masks)
    {
        using var folder = new SmallRasters();
        folder.Write($"training/{images}/satImage_001.png", 20, 16, 3, (x, _, _) => (byte)x);
        folder.Write($"training/{masks}/satImage_001.png", 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(("mask-folders", SplitPart.Train), (data.Layout.DatasetId, Assert.Single(data.Samples).Part));
    }

    [Fact]
    public void Images_and_masks_of_another_size_are_refused_by_name()
    {
        using var folder = new SmallRasters();
        folder.Write("images/a.png", 40, 40, 3, (x, _, _) => (byte)x);
        var mask = folder.Write("masks/a.png", 40, 30, 1, (x, _, _) => (byte)(x % 2));

        var error = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root));

        Assert.Contains(mask, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, 29)]
    [InlineData(42, 30)]
    public void What_lies_beyond_the_smaller_raster_is_left_out_with_a_note_whichever_it_is(int maskWidth, int maskHeight)
    {
        using var folder = new SmallRasters();
        folder.Write("images/a.png", 40, 30, 3, (x, _, _) => (byte)x);
        folder.Write("masks/a.png", maskWidth, maskHeight, 1, (x, _, _) => (byte)(x % 2));

        var note = Assert.Single(DenseCollection.Open(folder.Root).Notes);

        Assert.Contains(
            Invariant($"'masks/a.png': its rasters differ in size; the upper left 40 × {maskHeight} pixels"), note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_anything_else_is_refused_with_advice()
    {
        using var folder = new SmallRasters();
        folder.Write("photo.png", 8, 8, 3, (x, _, _) => (byte)x);

        Assert.Contains("'images' and 'masks'", Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_scene_is_divided_into_blocks_that_do_not_overlap()
    {
        using var folder = new SmallRasters();
        folder.Write("scene.tif", 100, 70, 4, (x, y, c) => (byte)(x + y + c));
        folder.Write("labels.tif", 100, 70, 1, (x, _, _) => (byte)(1 + (x / 40)));

        var data = DenseCollection.Open(folder.Root);
        var split = DenseSplit.Draw(data.Samples, new SplitOptions { BlockSide = 20 });

        Assert.Equal("single-scene", data.Layout.DatasetId);
        Assert.Equal([1, 2, 3], data.Classes.Select(c => c.Value));
        Assert.Null(data.GroundSize);
        var covered = new int[100 * 70];
        foreach (var w in split.Select(s => s.Window!.Value))
        {
            for (var i = 0; i < w.Width * w.Height; i++)
            {
                covered[((w.Y + (i / w.Width)) * 100) + w.X + (i % w.Width)]++;
            }
        }

        Assert.All(covered, n => Assert.Equal(1, n));
        Assert.Equal(3, split.Select(s => s.Part).Distinct().Count());
    }

    [Fact]
    public void Georeferenced_samples_tell_how_large_their_pixels_are_on_the_ground()
    {
        using var folder = new SmallRasters();
        SyntheticGeoScene.Write(folder.Root, DenseTask.SemanticSegmentation, new SyntheticOptions { Width = 120, Height = 120, Extent = 60, Bands = 4 });
        Assert.Equal(0.5, DenseCollection.Open(folder.Root).GroundSize);
    }

    [Fact]
    public void A_manifest_of_other_classes_is_refused()
    {
        using var folder = new SmallRasters().WithPairs(8);
        var data = DenseCollection.Open(folder.Root);
        var file = Path.Combine(folder.Root, "split.json");
        DenseSplitManifest.Of(data, DenseSplit.Draw(data.Samples, new SplitOptions { Seed = 3 })).Save(file);
        var options = new DataOptions { Directory = folder.Root, Size = 16, SplitFile = file };
        DenseData.Open(options, given: null, needsSurvey: false).Dispose();
        File.WriteAllText(
            Path.Combine(folder.Root, "classes.json"), """{"classes": [{"value": 0, "name": "same"}, {"value": 255, "name": "built"}], "ignored": []}""");

        var message = Assert.Throws<InvalidDataException>(() => DenseData.Open(options, given: null, needsSurvey: false)).Message;

        Assert.All([file, "unchanged, changed", "same, built"], said => Assert.Contains(said, message, StringComparison.Ordinal));
        Assert.Contains(
            file,
            Assert.Throws<InvalidDataException>(() => DatasetInspector.Inspect(new DataOptions { Directory = folder.Root, SplitFile = file })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_gives_the_same_division_back_and_notices_another_mask()
    {
        using var folder = new SmallRasters().WithPairs(8);
        var data = DenseCollection.Open(folder.Root);
        var split = DenseSplit.Draw(data.Samples, new SplitOptions { Seed = 3 });
        var file = Path.Combine(folder.Root, "split.json");
        DenseSplitManifest.Of(data, split).Save(file);

        var again = DenseSplitManifest.Load(file).Apply(data);

        Assert.Equal(split.Select(s => (s.Name, s.Part, s.Window)), again.Select(s => (s.Name, s.Part, s.Window)));
        folder.Write("label/p0.png", 40, 30, 1, (_, _, _) => 0);
        Assert.Contains("p0.png", Assert.Throws<InvalidDataException>(() => DenseSplitManifest.Load(file).Apply(data)).Message, StringComparison.Ordinal);
    }
}
