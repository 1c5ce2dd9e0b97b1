using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Datasets;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

/// <summary>Lists that lie with the data divide it as given ones do.</summary>
public sealed class ListsBesideDataTests
{
    [Theory]
    [InlineData("train.txt", "test.txt", "p0\np1\n", "p2\n")]
    [InlineData("train_list.txt", "test_list.txt", "A/p0.png B/p0.png label/p0.png\nA/p1.png B/p1.png label/p1.png\n", "A/p2.png B/p2.png label/p2.png\n")]
    [InlineData("levir-train.txt", "levir-test.txt", "/data/LEVIR/A/p0.png,/data/LEVIR/B/p0.png\n/data/LEVIR/A/p1.png\n", "p2.png 1\n")]
    [InlineData("train.csv", "test.csv", "number,image\n1,A/p0.png\n2,A/p1.png\n", "image\nB/p2.png\n")]
    public void Pairs_on_no_list_are_not_used_where_there_is_one_to_train_on(string train, string test, string trained, string tested)
    {
        using var folder = Listed((train, trained), (test, tested));

        using var data = Open(folder, null);

        Assert.Equal(["p2"], Names(data, SplitPart.Test));
        Assert.Equal(["p0", "p1"], [.. Names(data, SplitPart.Train).Concat(Names(data, SplitPart.Validation)).Distinct().Order()]);
        var note = Assert.Single(data.Facts.Notes, n => n.Contains("on none of the lists", StringComparison.Ordinal));
        Assert.Contains("3 samples, such as 'label/p3.png'", note, StringComparison.Ordinal);
        Assert.Contains(note, DatasetInspector.Inspect(folder.Root).Notes);
    }

    [Fact]
    public void Splits_and_lists_that_are_given_name_what_those_beside_the_data_do_not()
    {
        using var folder = Listed(("train.txt", "p0\np1\n"), ("test.txt", "p2\n"));
        Directory.CreateDirectory(Path.Combine(folder.Root, "mine"));
        File.WriteAllText(Path.Combine(folder.Root, "mine", "test.txt"), "p5\n");

        using (var none = Open(folder, DataOptions.NoLists))
        {
            Assert.Equal(6, Enum.GetValues<SplitPart>().SelectMany(p => Names(none, p)).Distinct().Count());
        }

        using var given = Open(folder, Path.Combine(folder.Root, "mine"));
        Assert.Equal(["p5"], Names(given, SplitPart.Test));
        Assert.Equal(6, Enum.GetValues<SplitPart>().SelectMany(p => Names(given, p)).Distinct().Count());

        var file = Path.Combine(folder.Root, "split.json");
        given.SaveSplit(file);
        using var again = DenseData.Open(new DataOptions { Directory = folder.Root, Size = 16, SplitFile = file }, given: null, needsSurvey: false);
        Assert.Equal(["p5"], Names(again, SplitPart.Test));
    }

    [Fact]
    public void A_pair_on_two_lists_is_refused()
    {
        using var folder = Listed(("train.txt", "p0\np1\n"), ("val.txt", "p1\n"));

        Assert.Contains("two lists", Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_whose_ending_the_files_bear_are_found_without_it()
    {
        using var folder = new SmallRasters();
        foreach (var n in new[] { "x", "y" })
        {
            folder.WithPair($"A/{n}_A", $"B/{n}_B", $"label/{n}_label");
        }

        Write(folder, ("train.txt", "x\n"), ("test.txt", "y_label.png\n"));

        Assert.Equal([SplitPart.Train, SplitPart.Test], DenseCollection.Open(folder.Root).Samples.Select(s => s.Part!.Value));
    }

    [Fact]
    public void Folders_of_pairs_may_be_on_lists()
    {
        using var folder = new SmallRasters();
        foreach (var site in new[] { "north", "south", "west" })
        {
            folder.WithPair($"{site}/before", $"{site}/after", $"{site}/mask");
        }

        Write(folder, ("train.txt", "north\nelsewhere/mask.png\n"), ("test.txt", "south/before.png\n"));

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal([SplitPart.Train, SplitPart.Test, null], data.Samples.Select(s => s.Part));
        Assert.Equal([null, null, DenseOmission.Unlisted], data.Samples.Select(s => s.Omission));
        Assert.Contains("1 of 3 names", Assert.Single(data.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_divide_pairs_and_a_pair_without_mask_is_left_out_with_a_note()
    {
        using var folder = new SmallRasters().WithPairs(3);
        File.Delete(Path.Combine(folder.Root, "label", "p2.png"));
        Directory.CreateDirectory(Path.Combine(folder.Root, "list"));
        File.WriteAllText(Path.Combine(folder.Root, "list", "train.txt"), "p0.png\n");
        File.WriteAllText(Path.Combine(folder.Root, "list", "test.txt"), "p1.png\n");

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal([SplitPart.Train, SplitPart.Test], data.Samples.Select(s => s.Part!.Value));
        Assert.Contains("1 pair has no mask", Assert.Single(data.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_go_before_parts_in_names()
    {
        using var folder = new SmallRasters();
        foreach (var name in new[] { "train_1", "test_1" })
        {
            folder.WithPair($"A/{name}", $"B/{name}", $"label/{name}");
        }

        Directory.CreateDirectory(Path.Combine(folder.Root, "list"));
        File.WriteAllText(Path.Combine(folder.Root, "list", "train.txt"), "test_1\n");
        File.WriteAllText(Path.Combine(folder.Root, "list", "test.txt"), "train_1\n");

        Assert.Equal([SplitPart.Train, SplitPart.Test], DenseCollection.Open(folder.Root).Samples.Select(s => s.Part!.Value));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("A/", ".png")]
    public void Lists_name_pairs_with_dots_in_their_names(string before, string ending)
    {
        using var folder = new SmallRasters().WithPairs(2);
        foreach (var date in new[] { "A", "B", "label" })
        {
            File.Move(Path.Combine(folder.Root, date, "p0.png"), Path.Combine(folder.Root, date, "area.12.png"));
            File.Move(Path.Combine(folder.Root, date, "p1.png"), Path.Combine(folder.Root, date, "area.13.png"));
        }

        Directory.CreateDirectory(Path.Combine(folder.Root, "list"));
        File.WriteAllText(Path.Combine(folder.Root, "list", "train.txt"), $"{before}area.12{ending}\n");
        File.WriteAllText(Path.Combine(folder.Root, "list", "test.txt"), $"{before}area.13{ending}\n");

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal([SplitPart.Train, SplitPart.Test], data.Samples.Select(s => s.Part!.Value));
        Assert.Empty(data.Notes);
    }

    [Theory]
    [InlineData("p0\np7\n", "1 of 2 names", "'p7'")]
    [InlineData("q0\nq1\nq2\nq3\n", "4 of 4 names", "divide nothing")]
    public void Names_on_lists_that_are_no_pairs_are_told(string list, string count, string said)
    {
        using var folder = new SmallRasters().WithPairs(2);
        Directory.CreateDirectory(Path.Combine(folder.Root, "list"));
        File.WriteAllText(Path.Combine(folder.Root, "list", "train.txt"), list);

        var note = Assert.Single(DenseCollection.Open(folder.Root).Notes);

        Assert.Contains(count, note, StringComparison.Ordinal);
        Assert.Contains(said, note, StringComparison.Ordinal);
        Assert.Equal(list.StartsWith("p0", StringComparison.Ordinal) ? 1 : 0, DenseCollection.Open(folder.Root).Samples.Count(s => s.Omission is not null));
    }

    private static SmallRasters Listed(params IReadOnlyList<(string File, string Text)> lists)
    {
        var folder = new SmallRasters().WithPairs(6);
        Write(folder, lists);
        return folder;
    }

    private static void Write(SmallRasters folder, params IReadOnlyList<(string File, string Text)> lists)
    {
        Directory.CreateDirectory(Path.Combine(folder.Root, "list"));
        foreach (var (file, text) in lists)
        {
            File.WriteAllText(Path.Combine(folder.Root, "list", file), text);
        }
    }

    private static DenseData Open(SmallRasters folder, string? lists) =>
        DenseData.Open(new DataOptions { Directory = folder.Root, Size = 16, SplitLists = lists }, given: null, needsSurvey: false);

    private static string[] Names(DenseData data, SplitPart part) =>
        [.. data.Store(part).Samples.Select(s => Path.GetFileNameWithoutExtension(s.Name)).Distinct().Order()];
}
