using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Dense;

/// <summary>What belongs together in folders of several names.</summary>
public sealed class FolderSamplesTests
{
    [Theory]
    [InlineData("A", "B", "label")]
    [InlineData("t1", "t2", "mask")]
    [InlineData("before", "after", "change label")]
    [InlineData("before", "after", "change_label")]
    [InlineData("Pre", "Post", "Change")]
    [InlineData("Date 1", "Date 2", "ground-truth")]
    [InlineData("img1", "img2", "OUT")]
    public void Dates_and_masks_lie_in_folders_of_several_names(string first, string second, string mask)
    {
        using var folder = new SmallRasters();
        foreach (var name in new[] { "x", "y" })
        {
            folder.WithPair($"{first}/{name}", $"{second}/{name}", $"{mask}/{name}");
        }

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(("pair-folders", 2), (data.Layout.DatasetId, data.Samples.Count));
        Assert.All(data.Samples, s => Assert.Equal([first, second], s.Dates.Select(d => Path.GetFileName(Path.GetDirectoryName(d.Files[0])))));
        Assert.Empty(data.Notes);
    }

    [Theory]
    [InlineData("", "", "_label")]
    [InlineData("", "", "_change")]
    [InlineData("_A", "_B", "_mask")]
    [InlineData("_pre", "_post", "")]
    public void Names_may_end_in_what_the_files_are(string first, string second, string mask)
    {
        using var folder = new SmallRasters();
        foreach (var name in new[] { "5", "6" })
        {
            folder.WithPair($"A/{name}{first}", $"B/{name}{second}", $"label/{name}{mask}");
        }

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal([$"5{mask}", $"6{mask}"], data.Samples.Select(s => Path.GetFileNameWithoutExtension(s.Name)));
        Assert.All(data.Samples, s => Assert.Single(s.Dates.Select(d => Path.GetFileName(d.Files[0])[0]).Distinct()));
        Assert.Empty(data.Notes);
    }

    [Fact]
    public void Hidden_files_beside_images_and_masks_are_none()
    {
        using var folder = new SmallRasters().WithPairs(3);
        foreach (var kind in (string[])["A", "B", "label"])
        {
            File.WriteAllText(Path.Combine(folder.Root, kind, "._p0.png"), "what the Finder knows");
        }

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(3, data.Samples.Count);
        Assert.Empty(data.Notes);
    }

    [Fact]
    public void An_ending_that_the_image_has_too_stays()
    {
        using var folder = new SmallRasters();
        folder.Write("images/soil_label.png", 20, 16, 3, (x, _, _) => (byte)x);
        folder.Write("images/soil.png", 20, 16, 3, (x, _, _) => (byte)x);
        folder.Write("masks/soil_label.png", 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));
        folder.Write("masks/soil.png", 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));

        Assert.Equal(2, DenseCollection.Open(folder.Root).Samples.Count);
    }

    [Fact]
    public void An_ending_that_all_images_and_masks_have_stays()
    {
        using var folder = new SmallRasters();
        folder.Write("images/lot_a.png", 20, 16, 3, (x, _, _) => (byte)x);
        folder.Write("masks/lot_a.png", 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));

        Assert.Empty(DenseCollection.Open(folder.Root).Notes);
    }

    [Fact]
    public void Files_that_belong_to_no_sample_are_counted()
    {
        using var single = new SmallRasters();
        for (var i = 0; i < 5; i++)
        {
            foreach (var file in new[] { $"images/x{i}.png", $"images/x{i}.jpg", $"images/alone{i}.png" })
            {
                single.Write(file, 20, 16, 3, (x, _, _) => (byte)x);
            }

            single.Write($"masks/x{i}.png", 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));
        }

        single.Write("masks/orphan.png", 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));
        using var pairs = new SmallRasters().WithPairs(1, "train").WithPairs(1, "val");
        foreach (var file in new[] { "train/A/u", "train/B/u", "val/A/v", "val/B/v", "val/A/w" })
        {
            pairs.Write($"{file}.png", 40, 30, 3, (x, _, _) => (byte)x);
        }

        string[] ofSingle = [.. DenseDatasets.Recognise(single.Root).Notes.Select(n => n[..n.IndexOf(", such as", StringComparison.Ordinal)])];
        string[] ofPairs = [.. DenseDatasets.Recognise(pairs.Root).Notes.Select(n => n[..n.IndexOf(", such as", StringComparison.Ordinal)])];

        Assert.Equal(["5 files go by the names of others beside them, which are used", "1 mask has no image", "5 images have no mask"], ofSingle);
        Assert.Equal(["1 image has no second date", "2 pairs have no mask"], ofPairs.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("before/before", "after/after", "change label/change_label")]
    [InlineData("A/2012", "B/2016", "label/buildings")]
    [InlineData("before", "after", "change_label")]
    [InlineData("T1", "T2", "GT")]
    public void One_pair_belongs_together_whatever_it_is_called(string first, string second, string mask)
    {
        using var folder = new SmallRasters().WithPair(first, second, mask);

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(("pair-folders", DenseTask.ChangeDetection), (data.Layout.DatasetId, data.Layout.Task));
        Assert.Equal(
            [$"{first}.png", $"{second}.png"], Assert.Single(data.Samples).Dates.Select(d => Path.GetRelativePath(folder.Root, d.Files[0]).Replace('\\', '/')));
        Assert.Contains("taken to belong together", Assert.Single(data.Notes), StringComparison.Ordinal);
        Assert.Equal(3, DenseSplit.Draw(data.Samples, new SplitOptions { BlockSide = 8 }).Select(s => s.Part).Distinct().Count());
    }

    [Fact]
    public void Folders_whose_files_share_no_names_are_refused_with_some_of_them()
    {
        using var pairs = new SmallRasters().WithPair("A/x1", "B/y1", "label/z1").WithPair("A/x2", "B/y2", "label/z2");
        using var single = new SmallRasters();
        foreach (var n in new[] { 1, 2 })
        {
            single.Write($"images/x{n}.png", 20, 16, 3, (x, _, _) => (byte)x);
            single.Write($"masks/z{n}.png", 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));
        }

        var ofPairs = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(pairs.Root)).Message;
        var ofSingle = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(single.Root)).Message;

        Assert.All(["x1.png", "y1.png", "z1.png"], said => Assert.Contains(said, ofPairs, StringComparison.Ordinal));
        Assert.All(["x1.png", "z1.png"], said => Assert.Contains(said, ofSingle, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("train/")]
    public void A_file_names_folders_that_are_called_anything(string below)
    {
        using var folder = new SmallRasters()
            .WithPair($"{below}2018/a", $"{below}2020/a", $"{below}new houses/a")
            .WithPair($"{below}2018/b", $"{below}2020/b", $"{below}new houses/b");
        File.WriteAllText(Path.Combine(folder.Root, "folders.json"), """{"images": "2018", "images2": "2020", "masks": "new houses"}""");

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(("named-folders", DenseTask.ChangeDetection, 2), (data.Layout.DatasetId, data.Layout.Task, data.Samples.Count));
        Assert.All(data.Samples, s => Assert.Equal(below.Length > 0 ? SplitPart.Train : null, s.Part));

        File.WriteAllText(Path.Combine(folder.Root, "folders.json"), """{"images": "2020", "masks": "new houses"}""");
        Assert.Equal(DenseTask.SemanticSegmentation, DenseCollection.Open(folder.Root).Layout.Task);
    }

    [Theory]
    [InlineData("""{"images": "2018", "masks": "nowhere"}""", "nowhere")]
    [InlineData("""{"images": "2018"}""", "'masks' is missing")]
    [InlineData("""{"images": "2018", "masks": ""}""", "no folder")]
    [InlineData("""{"images": "2018", "images2": "2018", "masks": "change"}""", "same folder twice")]
    [InlineData("""{"images": "2018", "image2": "2020", "masks": "change"}""", "'image2', which means nothing")]
    [InlineData("2018", "does not name folders")]
    public void A_file_that_names_no_folders_is_refused(string text, string said)
    {
        using var folder = new SmallRasters().WithPair("2018/a", "2020/a", "change/a");
        File.WriteAllText(Path.Combine(folder.Root, "folders.json"), text);

        var message = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message;

        Assert.Contains("folders.json", message, StringComparison.Ordinal);
        Assert.Contains(said, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_that_look_like_classes_are_refused_with_advice_where_pixels_are_wanted()
    {
        using var folder = new SmallRasters().WithPair("2018/a", "2020/a", "change/a").WithPair("2018/b", "2020/b", "change/b");

        var message = Assert.Throws<InvalidDataException>(
            () => TaskData.Open(new DataRequest("model", ModelTask.ChangeDetection, new DataOptions { Directory = folder.Root, Size = 16 }))).Message;

        Assert.Contains("folders.json", message, StringComparison.Ordinal);
    }
}
