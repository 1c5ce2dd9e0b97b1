using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Dense;

/// <summary>Data sets whose folder is not the one that was named, or that have the kind of files above the part.</summary>
public sealed class FoldersBelowTests
{
    [Theory]
    [InlineData("subset", true)]
    [InlineData("Real/subset", true)]
    [InlineData("Data/Real/subset", true)]
    [InlineData("Archive/Data/Real/subset", false)]
    public void A_data_set_up_to_three_levels_down_is_named(string below, bool isNamed)
    {
        using var folder = new SmallRasters().WithPairs(3, $"{below}/train").WithPairs(2, $"{below}/test");
        var wanted = new DataRequest("model", ModelTask.ChangeDetection, new DataOptions { Directory = folder.Root, Size = 16 });

        string[] messages =
        [
            Assert.Throws<UnknownLayoutException>(() => DatasetInspector.Inspect(folder.Root)).Message,
            Assert.Throws<InvalidDataException>(() => TaskData.Open(wanted)).Message,
            Assert.Throws<InvalidDataException>(() => DenseDatasets.Recognise(folder.Root)).Message,
        ];

        Assert.All(messages, m => Assert.Equal(isNamed, m.EndsWith($"'{below}' would do: name it.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_folder_that_cannot_be_used_does_not_hide_the_one_that_can()
    {
        using var folder = new SmallRasters().WithPairs(3, "good");
        foreach (var n in new[] { 1, 2 })
        {
            folder.Write($"bad/images/x{n}.png", 20, 16, 3, (x, _, _) => (byte)x);
            folder.Write($"bad/masks/x{n}.png", 20, 16, 3, (x, _, c) => (byte)(x < 9 ? 90 * c : 0));
        }

        Assert.EndsWith("'good' would do: name it.", FoldersBelow.Hint(folder.Root), StringComparison.Ordinal);
        Directory.Delete(Path.Combine(folder.Root, "good"), recursive: true);
        Assert.StartsWith(" Its folder 'bad' looks like a data set, but: '", FoldersBelow.Hint(folder.Root), StringComparison.Ordinal);
        Assert.Empty(FoldersBelow.Hint(Path.Combine(folder.Root, "bad", "images")));
    }

    [Fact]
    public void Images_and_masks_may_have_the_parts_below_them()
    {
        using var folder = new SmallRasters();
        foreach (var name in new[] { "train/a", "train/b", "val/c", "test/d" })
        {
            folder.Write($"images/{name}.png", 20, 16, 3, (x, _, _) => (byte)x);
            folder.Write($"labels/{name}.png", 20, 16, 1, (x, _, _) => (byte)(x < 9 ? 255 : 0));
        }

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Equal("mask-folders", layout.DatasetId);
        Assert.Equal(
            [("labels/test/d.png", SplitPart.Test), ("labels/train/a.png", SplitPart.Train), ("labels/train/b.png", SplitPart.Train),
                ("labels/val/c.png", SplitPart.Validation)],
            layout.Samples.Select(s => (s.Name, s.Part!.Value)));
        Assert.Empty(layout.EmptyParts);

        Directory.Move(Path.Combine(folder.Root, "labels", "val"), Path.Combine(folder.Root, "labels", "vall"));
        layout = DenseDatasets.Recognise(folder.Root);
        Assert.Equal(3, layout.Samples.Count);
        Assert.Contains(Path.Combine(folder.Root, "images", "val"), Assert.Single(layout.EmptyParts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A", "B", "label", null)]
    [InlineData("2018", "2020", "houses", """{"images": "2018", "images2": "2020", "masks": "houses"}""")]
    public void Pairs_may_have_the_parts_below_their_kinds(string first, string second, string mask, string? names)
    {
        using var folder = new SmallRasters();
        foreach (var name in new[] { "train/a", "valid/b", "Test/c" })
        {
            folder.WithPair($"{first}/{name}", $"{second}/{name}", $"{mask}/{name}");
        }

        if (names is not null)
        {
            File.WriteAllText(Path.Combine(folder.Root, "folders.json"), names);
        }

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.Equal(DenseTask.ChangeDetection, layout.Task);
        Assert.Equal([SplitPart.Test, SplitPart.Train, SplitPart.Validation], layout.Samples.Select(s => s.Part!.Value));
        Assert.Empty(layout.EmptyParts);
    }
}
