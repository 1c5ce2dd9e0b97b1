using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

public sealed class DenseSplitTests
{
    [Theory]
    [InlineData(6, 0.2, 0.15)]
    [InlineData(7, 0.3, 0.3)]
    [InlineData(8, 0.5, 0.5)]
    public void Images_that_test_as_wholes_validate_as_wholes(int count, double test, double validation)
    {
        var split = Draw(Images(count), test, validation);

        Assert.Equal(count, split.Count);
        Assert.Equal(3, split.Select(s => s.Part).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Few_images_are_cut_into_blocks_for_every_part(int count)
    {
        var split = Draw(Images(count), 0.2, 0.2);

        Assert.All(split, s => Assert.Equal((32, 32), (s.Window!.Value.Width, s.Window.Value.Height)));
        Assert.Equal(16 * count, split.Count);
    }

    [Fact]
    public void The_one_image_that_testing_leaves_is_cut_into_blocks()
    {
        var split = Draw(Images(6), 0.9, 0.2);

        Assert.Equal(5, split.Count(s => s.Part == SplitPart.Test));
        Assert.Equal(16, split.Count(s => s.Part != SplitPart.Test));
        Assert.Single(split.Where(s => s.Part != SplitPart.Test).Select(s => s.Name).Distinct());
    }

    [Fact]
    public void What_was_cut_from_one_larger_image_is_not_divided_between_parts()
    {
        var split = Draw([.. Images(24).Select((s, i) => s with { Name = Invariant($"field{i % 6}_{i}_0") })], 0.2, 0.2);

        Assert.All(split.GroupBy(s => TileNames.Source(s.Name)), tile => Assert.Single(tile.Select(s => s.Part).Distinct()));
        Assert.Equal(3, split.Select(s => s.Part).Distinct().Count());
        Assert.Equal(24, split.Count);
    }

    [Fact]
    public void Crops_of_the_only_larger_image_are_divided_all_the_same()
    {
        var split = Draw([.. Images(20).Select((s, i) => s with { Name = Invariant($"field_{i}_0") })], 0.2, 0.2);

        Assert.Equal((4, 3), (split.Count(s => s.Part == SplitPart.Test), split.Count(s => s.Part == SplitPart.Validation)));
    }

    // As LEVIR-CD is called where its images were cut into tiles: part, image, tile.
    [Theory]
    [InlineData(null, 1)]
    [InlineData(1, 2)]
    public void Tiles_of_numbered_images_are_kept_together_image_by_image_and_as_before_where_a_model_says_so(int? grouping, int fewest)
    {
        var samples = Images(14 * 16)
            .Select((s, i) =>
                s with { Name = Invariant($"label/{(i < 112 ? "train" : i < 176 ? "val" : "test")}_{i / 16}_{i % 16}.png") }).ToArray();

        var split = DenseSplit.Draw(samples, new SplitOptions { TrainShare = 0.93, ValidationShare = 0.1, Grouping = grouping, Seed = 2 });

        var images = split.Where(s => s.Part == SplitPart.Test).GroupBy(s => s.Name[..s.Name.LastIndexOf('_')]).ToArray();
        Assert.All(images, image => Assert.Equal(16, image.Count()));
        Assert.Equal(fewest, Math.Min(images.Length, 2));
    }

    [Fact]
    public void The_converters_validation_part_tests_and_training_tiles_validate()
    {
        using var folder = new SmallRasters();
        foreach (var (part, tile) in new[] { ("train", "2_10"), ("train", "2_11"), ("train", "2_12"), ("train", "3_10"), ("val", "2_13"), ("val", "2_14") })
        {
            for (var n = 0; n < 3; n++)
            {
                var name = Invariant($"{part}/{tile}_{16 * n}_0_{16 * (n + 1)}_16.png");
                folder.Write($"img_dir/{name}", 16, 16, 3, (x, y, _) => (byte)(x + y));
                folder.Write($"ann_dir/{name}", 16, 16, 1, (x, _, _) => (byte)(x / 3));
            }
        }

        using var data = DenseData.Open(new DataOptions { Directory = folder.Root, Size = 16 }, given: null, needsSurvey: false);

        Assert.Equal("mmseg", data.Collection.Layout.DatasetId);
        Assert.Equal(6, data.Count(SplitPart.Test));
        Assert.All(data.Store(SplitPart.Test).Samples, s => Assert.StartsWith("ann_dir/val/", s.Name, StringComparison.Ordinal));
        // 15 % of twelve crops are two, and a tile has three.
        Assert.Equal((9, 3), (data.Count(SplitPart.Train), data.Count(SplitPart.Validation)));
        Assert.Single(data.Store(SplitPart.Validation).Samples.Select(s => TileNames.Source(s.Name)).Distinct());
        Assert.Single(data.Facts.Notes, n => n.Contains("those for validation test", StringComparison.Ordinal));
    }

    [Fact]
    public void Samples_of_which_some_are_left_open_are_tested_on_these()
    {
        var samples = Images(12).Select((s, i) => i < 2 ? s with { Part = SplitPart.Validation } : s).ToArray();

        Assert.Empty(DenseSplit.Complete(samples).Notes);
        var split = DenseSplit.Draw(samples, new SplitOptions());
        Assert.Equal(["m00", "m01"], split.Where(s => s.Part == SplitPart.Validation).Select(s => s.Name));
        Assert.Equal(2, split.Count(s => s.Part == SplitPart.Test));
    }

    [Fact]
    public void Samples_that_all_test_leave_nothing_to_draw_and_are_tested_on()
    {
        var split = DenseSplit.Draw([.. Images(3).Select(s => s with { Part = SplitPart.Test })], new SplitOptions());

        Assert.Equal(3, split.Count(s => s.Part == SplitPart.Test));
        Assert.Equal(3, split.Count);
    }

    private static IReadOnlyList<DenseSample> Draw(IReadOnlyList<DenseSample> samples, double test, double validation) =>
        DenseSplit.Draw(samples, new SplitOptions { TrainShare = 1 - test, ValidationShare = validation, BlockSide = 32, Seed = 5 });

    private static DenseSample[] Images(int count) =>
        [.. Enumerable.Range(0, count)
            .Select(i => Invariant($"m{i:00}"))
            .Select(name => new DenseSample(name, [], name) { Window = new(0, 0, 128, 128) })];
}
