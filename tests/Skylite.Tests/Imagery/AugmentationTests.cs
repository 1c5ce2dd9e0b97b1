using Skylite.Imagery;
using Skylite.Imagery.Augmentation;

namespace Skylite.Tests.Imagery;

public sealed class AugmentationTests
{
    public static TheoryData<string> Ids => [.. Augmentations.All.Select(a => a.Id)];

    [Fact]
    public void Four_turns_are_none_and_two_are_a_half_turn()
    {
        var tile = Noise(3, 37, 37);
        var before = tile.Pixels.ToArray();
        var half = Noise(3, 37, 37);
        QuarterTurns.HalfTurn(half);

        QuarterTurns.Turn(tile);
        QuarterTurns.Turn(tile);
        Assert.Equal(half.Pixels, tile.Pixels);

        QuarterTurns.Turn(tile);
        QuarterTurns.Turn(tile);
        Assert.Equal(before, tile.Pixels);
    }

    [Fact]
    public void A_turn_goes_against_the_clock()
    {
        var tile = new ImageTile(1, 2, 2);
        new float[] { 1, 2, 3, 4 }.CopyTo(tile.Pixels);

        QuarterTurns.Turn(tile);

        Assert.Equal([2f, 4, 1, 3], tile.Pixels);
    }

    [Fact]
    public void Flips_mirror_and_two_flips_are_none()
    {
        var tile = new ImageTile(2, 2, 3);
        float[] before = [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16];
        before.CopyTo(tile.Pixels);

        HorizontalFlip.Flip(tile);
        Assert.Equal([3f, 2, 1, 6, 5, 4, 13, 12, 11, 16, 15, 14], tile.Pixels);
        HorizontalFlip.Flip(tile);
        VerticalFlip.Flip(tile);
        Assert.Equal([4f, 5, 6, 1, 2, 3, 14, 15, 16, 11, 12, 13], tile.Pixels);
        VerticalFlip.Flip(tile);

        Assert.Equal(before, tile.Pixels);
    }

    [Fact]
    public void Both_flips_are_a_half_turn()
    {
        var flipped = Noise(2, 9, 14);
        var turned = Noise(2, 9, 14);

        HorizontalFlip.Flip(flipped);
        VerticalFlip.Flip(flipped);
        QuarterTurns.HalfTurn(turned);

        Assert.Equal(turned.Pixels, flipped.Pixels);
    }

    [Fact]
    public void Tiles_that_are_not_square_keep_their_size_when_turned()
    {
        var tile = Noise(1, 4, 8);
        var half = Noise(1, 4, 8);
        QuarterTurns.HalfTurn(half);
        var before = Noise(1, 4, 8).Pixels.ToArray();

        for (var i = 0; i < 20; i++)
        {
            new QuarterTurns().Apply(tile, new SampleRandom(1, 0, i));
            Assert.True(tile.Pixels.SequenceEqual(before) || tile.Pixels.SequenceEqual(half.Pixels));
        }

        Assert.Throws<ArgumentException>(() => QuarterTurns.Turn(tile));
    }

    [Fact]
    public void Cropping_the_whole_image_changes_nothing()
    {
        var tile = Noise(3, 20, 30);
        var before = tile.Pixels.ToArray();

        RandomResizedCrop.Crop(tile, 0, 0, 30, 20);

        Assert.Equal(before, tile.Pixels);
    }

    [Fact]
    public void A_crop_interpolates_a_ramp_exactly()
    {
        var tile = new ImageTile(1, 16, 16);
        for (var i = 0; i < 256; i++)
        {
            tile.Pixels[i] = (i % 16) + (100 * (i / 16));
        }

        RandomResizedCrop.Crop(tile, 4, 2, 8, 8);

        for (var y = 0; y < 16; y++)
        {
            for (var x = 0; x < 16; x++)
            {
                Assert.Equal(4 + ((x + 0.5) / 2) - 0.5 + (100 * (2 + ((y + 0.5) / 2) - 0.5)), tile.Row(0, y)[x], 1e-3);
            }
        }
    }

    [Fact]
    public void Colour_factors_of_one_change_nothing()
    {
        var tile = Noise(3, 7, 11);
        var before = tile.Pixels.ToArray();

        ColorJitter.Adjust(tile, 1, 1, 1);

        Assert.All(before.Zip(tile.Pixels.ToArray()), p => Assert.Equal(p.First, p.Second, 1e-6f));
    }

    [Fact]
    public void Brightness_scales_contrast_spreads_and_saturation_greys()
    {
        float[] pixels = [0.2f, 0.4f, 0.3f, 0.5f, 0.1f, 0.6f];
        ImageTile Fresh()
        {
            var tile = new ImageTile(3, 1, 2) { Minimum = 0, Maximum = 1 };
            pixels.CopyTo(tile.Pixels);
            return tile;
        }

        float Grey(int i) => (0.299f * pixels[i]) + (0.587f * pixels[2 + i]) + (0.114f * pixels[4 + i]);
        var mean = (Grey(0) + Grey(1)) / 2;
        var bright = Fresh();
        var contrast = Fresh();
        var grey = Fresh();

        ColorJitter.Adjust(bright, 2, 1, 1);
        ColorJitter.Adjust(contrast, 1, 0.5f, 1);
        ColorJitter.Adjust(grey, 1, 1, 0);

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(Math.Min(1, 2 * pixels[i]), bright.Pixels[i], 1e-6f);
            Assert.Equal((0.5f * pixels[i]) + (0.5f * mean), contrast.Pixels[i], 1e-6f);
            Assert.Equal(Grey(i % 2), grey.Pixels[i], 1e-6f);
        }
    }

    [Fact]
    public void Erasing_fills_one_rectangle_of_the_asked_area_in_every_band()
    {
        var options = new RandomErasingOptions { Probability = 1, MinimumArea = 0.1f, MaximumArea = 0.1f };
        var tile = Noise(2, 50, 50);
        (tile.Fill[0], tile.Fill[1]) = (7, 8);

        new RandomErasing(options).Apply(tile, new SampleRandom(3, 1, 4));

        var erased = Enumerable.Range(0, 2500).Where(i => tile.Channel(0)[i] == 7).ToArray();
        Assert.Equal(erased, Enumerable.Range(0, 2500).Where(i => tile.Channel(1)[i] == 8));
        var width = erased.Select(i => i % 50).Distinct().Count();
        var height = erased.Select(i => i / 50).Distinct().Count();
        Assert.Equal(width * height, erased.Length);
        Assert.InRange(erased.Length, 220, 280);
        Assert.Contains("each band's mean", new RandomErasing().Summary, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void One_stream_gives_one_result_and_many_streams_several(string id)
    {
        var augmentation = Assert.Single(Augmentations.Named(id));
        var results = Enumerable.Range(0, 40).Select(i => Apply(augmentation, i)).ToArray();

        Assert.Equal(results, Enumerable.Range(0, 40).Select(i => Apply(augmentation, i)));
        Assert.True(results.Distinct().Count() > 1);
        Assert.All(results, r => Assert.True(r.Finite));
    }

    [Fact]
    public void A_misspelt_name_suggests_the_right_one()
    {
        var error = Assert.Throws<ArgumentException>(() => Augmentations.Named("horizontal-flop"));

        Assert.Contains("Nearest names: horizontal-flip", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_near_to_none_is_answered_with_all()
    {
        var error = Assert.Throws<ArgumentException>(() => Augmentations.Named("zzzzzzzzzzzz"));

        Assert.StartsWith("There is no augmentation 'zzzzzzzzzzzz'. All: horizontal-flip", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_pairs_have_is_named_like_the_others_and_usual_for_two_dates()
    {
        Assert.Empty(Augmentations.Named("date-shift"));
        Assert.Equal([PairAugmentation.DateShift], Augmentations.PairsNamed(["date-shift", "vertical-flip"]));
        Assert.Equal(PairAugmentation.All, Augmentations.PairsNamed(["all"]));
        Assert.Empty(Augmentations.PairsNamed(["none"]));
        Assert.Equal(["horizontal-flip", "vertical-flip", "quarter-turns", "date-exchange", "date-shift"], Augmentations.Usual(dates: 2));
        Assert.Equal(["horizontal-flip", "vertical-flip", "quarter-turns", "date-shift"], Augmentations.Usual(dates: 2, classes: 3));
        Assert.Equal(["horizontal-flip", "vertical-flip", "quarter-turns"], Augmentations.Usual(dates: 1));
        Assert.Equal(Augmentations.Ids.Count, Augmentations.Ids.Distinct().Count());
        Assert.All(Augmentations.All, a => Assert.NotEmpty(a.Summary));
    }

    [Fact]
    public void The_list_is_complete_and_its_names_differ()
    {
        var types = typeof(IAugmentation).Assembly.GetTypes().Where(t => t is { IsInterface: false } && t.IsAssignableTo(typeof(IAugmentation)));

        Assert.Equal(types.ToHashSet(), Augmentations.All.Select(a => a.GetType()).ToHashSet());
        Assert.Equal(Augmentations.All.Count, Augmentations.All.Select(a => a.Id).Distinct().Count());
        Assert.All(Augmentations.All, a => Assert.Matches("^[a-z]+(-[a-z]+)*$", a.Id));
    }

    private static (double Sum, bool Finite) Apply(IAugmentation augmentation, int index)
    {
        var tile = Noise(3, 24, 24);
        augmentation.Apply(tile, new SampleRandom(1, 2, index));
        double sum = 0;
        for (var i = 0; i < tile.Pixels.Length; i++)
        {
            sum += tile.Pixels[i] * (i + 1);
        }

        return (sum, tile.Pixels.ToArray().All(float.IsFinite));
    }

    private static ImageTile Noise(int channels, int height, int width)
    {
        var tile = new ImageTile(channels, height, width) { Minimum = 0, Maximum = 1 };
        var random = new SampleRandom(99);
        foreach (ref var pixel in tile.Pixels)
        {
            pixel = random.NextSingle();
        }

        return tile;
    }
}
