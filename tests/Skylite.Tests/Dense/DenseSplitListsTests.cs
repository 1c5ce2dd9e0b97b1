using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;

namespace Skylite.Tests.Dense;

public sealed class DenseSplitListsTests : IDisposable
{
    private static readonly string[] Cities = ["pisa", "beihai", "bercy", "nantes"];

    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-lists-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Cities_on_the_test_list_test_and_all_others_stay_open()
    {
        Write("test.txt", "beihai\npisa\n");

        Assert.Equal([SplitPart.Test, SplitPart.Test, null, null], Parts());
    }

    [Fact]
    public void With_a_list_to_train_on_what_is_on_none_is_not_used()
    {
        // As the authors of OSCD write their lists.
        Write("train.txt", "bercy,nantes,paris\n");
        Write("test.txt", "Train Labels/pisa,rio\n");

        Assert.Equal([SplitPart.Test, SplitPart.Train, SplitPart.Train], Parts());
    }

    [Fact]
    public void Files_are_named_with_or_without_their_ending()
    {
        Write("test.txt", "pisa-cm.tif\n");
        Write("val.txt", "Train Labels/bercy/cm/bercy-cm\n");

        Assert.Equal([SplitPart.Test, null, SplitPart.Validation, null], Parts());
    }

    [Theory]
    [InlineData("area.12")]
    [InlineData("area.12.tif")]
    [InlineData("label/area.12.PNG")]
    public void Dots_of_a_name_are_no_ending(string name)
    {
        Write("test.txt", name + "\n");

        var (samples, note) = DenseSplitLists.Apply(
            _folder, [.. new[] { "area.12", "area.13" }.Select(n => new DenseSample($"label/{n}.png", [], n))], _folder);

        Assert.Equal([SplitPart.Test, null], samples.Select(s => s.Part));
        Assert.Null(note);
    }

    [Fact]
    public void Names_that_are_no_samples_are_told()
    {
        Write("test.txt", "pisa\nrome\n");

        var (samples, note) = DenseSplitLists.Apply(_folder, Samples(), _folder);

        Assert.Equal(SplitPart.Test, samples[0].Part);
        Assert.Contains("1 names", note, StringComparison.Ordinal);
        Assert.Contains("'rome'", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rome", "'rome'")]
    [InlineData("pis", "'pis'")]
    [InlineData("", "no samples")]
    public void A_list_of_which_nothing_is_there_is_refused(string name, string said)
    {
        Write("test.txt", name);

        Assert.Contains(said, Assert.Throws<InvalidDataException>(Parts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_on_the_lists_of_validation_and_test_tests()
    {
        Write("train.txt", "bercy\n");
        Write("val.txt", "pisa\n");
        Write("test.txt", "pisa\n");

        Assert.Equal([SplitPart.Test, SplitPart.Train], Parts());
        Assert.Contains("choose no epoch", DenseSplitLists.Apply(_folder, Samples(), _folder).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_on_two_lists_is_refused()
    {
        Write("train.txt", "pisa\nbercy\n");
        Write("test.txt", "pisa\n");

        Assert.Contains("two lists", Assert.Throws<InvalidDataException>(Parts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_lists_for_one_part_the_one_that_is_called_so_alone_counts()
    {
        Write("train.txt", "bercy\n");
        Write("train_10.txt", "nantes\n");
        Write("train.csv", "name\npisa\n");

        Assert.Equal([SplitPart.Train], Parts());

        File.Delete(Path.Combine(_folder, "train.txt"));
        File.Delete(Path.Combine(_folder, "train.csv"));
        Write("levir-train.txt", "bercy\n");
        Assert.Contains("train_10.txt", Assert.Throws<InvalidDataException>(Parts).Message, StringComparison.Ordinal);
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);

    private SplitPart?[] Parts() => [.. DenseSplitLists.Apply(_folder, Samples(), _folder).Samples.Select(s => s.Part)];

    private static DenseSample[] Samples() => [.. Cities.Select(c => new DenseSample($"Train Labels/{c}/cm/{c}-cm.tif", [], c) { Part = SplitPart.Train })];
}
