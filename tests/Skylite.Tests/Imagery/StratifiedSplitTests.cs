using FsCheck;
using FsCheck.Fluent;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Splits;

namespace Skylite.Tests.Imagery;

public sealed class StratifiedSplitTests
{
    private static readonly string[] Classes = ["field", "forest", "river"];

    [Theory]
    [InlineData(0.1, 9, 1, 90)]
    [InlineData(0.2, 18, 2, 80)]
    [InlineData(0.5, 45, 5, 50)]
    [InlineData(0.8, 72, 8, 20)]
    public void The_shares_of_the_literature_hold_in_each_class(double share, int train, int validation, int test)
    {
        var samples = Samples(100, 100, 100);

        var parts = StratifiedSplit.Draw(samples, Classes, new SplitOptions { TrainShare = share });

        for (var label = 0; label < 3; label++)
        {
            Assert.Equal((train, validation, test), Count(samples, parts, label));
        }
    }

    [Fact]
    public void A_count_per_class_is_met_and_ten_percent_of_it_validate()
    {
        var samples = Samples(300, 250, 401);

        var parts = StratifiedSplit.Draw(samples, Classes, new SplitOptions { TrainPerClass = 200 });

        Assert.Equal((180, 20, 100), Count(samples, parts, 0));
        Assert.Equal((180, 20, 50), Count(samples, parts, 1));
        Assert.Equal((180, 20, 201), Count(samples, parts, 2));
    }

    [Fact]
    public void Each_class_is_divided_as_asked_for_any_size_share_and_seed() =>
        Prop.ForAll(
            Gen.Choose(3, 60).ArrayOf().Where(a => a.Length is > 0 and < 6).ToArbitrary(),
            Gen.Choose(1, 99).ToArbitrary(),
            Gen.Choose(0, 1000).ToArbitrary(),
            (sizes, percent, seed) =>
            {
                var samples = Samples(sizes);
                var names = sizes.Select((_, i) => $"class {i}").ToArray();
                var parts = StratifiedSplit.Draw(samples, names, new SplitOptions { TrainShare = percent / 100.0, Seed = seed });
                return sizes.Select((size, label) => (size, Count(samples, parts, label))).All(c =>
                {
                    var (size, (train, validation, test)) = c;
                    return train >= 1 && validation >= 1 && test >= 1 && train + validation + test == size
                        && Math.Abs(train + validation - (size * percent / 100.0)) <= 2;
                });
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_seed_gives_one_split_and_another_seed_another()
    {
        var samples = Samples(50, 50, 50);

        var first = StratifiedSplit.Draw(samples, Classes, new SplitOptions { Seed = 7 });

        Assert.Equal(first, StratifiedSplit.Draw(samples, Classes, new SplitOptions { Seed = 7 }));
        Assert.NotEqual(first, StratifiedSplit.Draw(samples, Classes, new SplitOptions { Seed = 8 }));
    }

    [Fact]
    public void The_order_in_which_a_file_system_lists_files_does_not_matter()
    {
        var samples = Samples(40, 30, 20);
        var backwards = samples.Reverse().ToArray();

        var parts = StratifiedSplit.Draw(samples, Classes, new SplitOptions());
        var reversed = StratifiedSplit.Draw(backwards, Classes, new SplitOptions());

        Assert.Equal(parts, reversed.Reverse());
    }

    [Fact]
    public void A_larger_share_contains_the_training_images_of_a_smaller_one()
    {
        var samples = Samples(100, 100, 100);
        SplitOptions Share(double share) => new() { TrainShare = share, ValidationShare = 0, Seed = 3 };

        var small = StratifiedSplit.Draw(samples, Classes, Share(0.1));
        var large = StratifiedSplit.Draw(samples, Classes, Share(0.5));

        Assert.All(small.Zip(large), p => Assert.True(p.First == SplitPart.Test || p.Second == SplitPart.Train));
        Assert.DoesNotContain(SplitPart.Validation, small);
    }

    [Fact]
    public void A_class_with_too_few_images_is_named()
    {
        var error = Assert.Throws<InvalidDataException>(() => StratifiedSplit.Draw(Samples(300, 200, 300), Classes, new SplitOptions { TrainPerClass = 200 }));

        Assert.Contains("'forest' has 200 images", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1, 0.1)]
    [InlineData(double.NaN, 0.1)]
    [InlineData(0.5, 1)]
    [InlineData(0.5, -0.1)]
    public void Shares_outside_their_range_are_refused(double train, double validation) =>
        Assert.Throws<ArgumentException>(() => StratifiedSplit.Draw(Samples(9), ["a"], new SplitOptions { TrainShare = train, ValidationShare = validation }));

    private static SceneSample[] Samples(params int[] sizes) =>
        [.. sizes.SelectMany((size, label) => Enumerable.Range(0, size).Select(i => new SceneSample($"/data/class {label}/{i:000}.jpg", label)))];

    private static (int Train, int Validation, int Test) Count(SceneSample[] samples, SplitPart[] parts, int label)
    {
        var own = parts.Where((_, i) => samples[i].Label == label).ToArray();
        return (own.Count(p => p == SplitPart.Train), own.Count(p => p == SplitPart.Validation), own.Count(p => p == SplitPart.Test));
    }
}
