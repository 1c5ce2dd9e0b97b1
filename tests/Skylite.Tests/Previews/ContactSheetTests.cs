using Skylite.Workbench.Previews;

namespace Skylite.Tests.Previews;

public sealed class ContactSheetTests
{
    private static readonly Rgb Red = new(255, 0, 0);
    private static readonly Rgb Blue = new(0, 0, 255);

    [Fact]
    public void Pictures_shrink_to_means_and_maps_to_single_pixels()
    {
        Rgb[] pixels = [.. Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? Red : Blue)];
        var image = new SheetPicture(4, 4, pixels);
        Assert.All(image.Resized(2, 2).Pixels, p => Assert.Equal(new Rgb(128, 0, 128), p));
        Assert.All((image with { IsMap = true }).Resized(2, 2).Pixels, p => Assert.Contains(p, new[] { Red, Blue }));
        Assert.Equal([Red, Red, Blue, Blue, Red, Red, Blue, Blue], image.Resized(8, 4).Pixels.Take(8));
        Assert.Same(image, image.Resized(4, 4));
    }

    [Fact]
    public void Classes_get_their_colours_and_the_rest_none()
    {
        var image = SheetPicture.OfClasses(2, 2, [0, 1, -1, 9], [Red, Blue]);
        Assert.Equal([Red, Blue, Rgb.Nothing, Rgb.Nothing], image.Pixels);
    }

    [Fact]
    public void Everything_is_on_the_sheet_and_inside_it()
    {
        var image = new SheetPicture(100, 50, [.. Enumerable.Repeat(Red, 5000)]);
        var legend = Enumerable.Range(0, 30).Select(i => (Invariant($"a class with a long name {i}"), Blue)).ToArray();
        var sheet = new ContactSheet(
            "title",
            ["left", "right"],
            [new SheetRow("first", [image, image]), new SheetRow("second", [image]) { Names = ["name"], Frames = [Rgb.Right] }],
            legend)
        {
            Side = 200,
        };
        var picture = sheet.Draw();
        var pixels = Enumerable.Range(0, picture.Width * picture.Height).Select(i => picture[i % picture.Width, i / picture.Width]).ToArray();
        Assert.Equal(3 * 200 * 100, pixels.Count(p => p == Red));
        Assert.Equal(30 * 10 * 10, pixels.Count(p => p == Blue));
        Assert.Equal((2 * 3 * (200 + 100)) + (4 * 9), pixels.Count(p => p == Rgb.Right));
        for (var x = 0; x < picture.Width; x++)
        {
            Assert.Equal((Rgb.White, Rgb.White), (picture[x, 0], picture[x, picture.Height - 1]));
        }
    }

    [Fact]
    public void Long_texts_are_shortened_to_the_room_there_is()
    {
        var picture = new Picture(200, 10);
        picture.Write(new string('M', 100), 0, 0, Rgb.Ink, room: 60);
        var right = Enumerable.Range(0, 200 * 10).Where(i => picture[i % 200, i / 200] == Rgb.Ink).Max(i => i % 200);
        Assert.InRange(right, 50, 59);
    }

    [Fact]
    public void Bytes_are_shown_as_they_are_and_the_rest_is_stretched_over_its_percentiles()
    {
        float[] red = [.. Enumerable.Range(0, 1000).Select(i => (float)i)];
        var planes = new float[4000];
        red.CopyTo(planes, 2000);
        var stretch = Stretch.Of(["blue", "green", "red", "nir"], planes, 1000, isByte: false, noData: null);
        Assert.Equal(["red", "green", "blue"], stretch.Names);
        Assert.Equal((19, 979), (stretch.Low[0], stretch.High[0]));
        var image = stretch.Render(planes, 1000, 1);
        Assert.Equal((0, 127, 255), (image.Pixels[10].Red, image.Pixels[499].Red, image.Pixels[990].Red));
        Assert.Equal([0, 1, 2], Stretch.Of(["band-1", "band-2", "band-3", "band-4"], planes, 1000, true, null).Bands);
        Assert.Equal([1, 2, 0], Stretch.Of(["green", "nir", "red"], planes.AsSpan(0, 3000), 1000, true, null).Bands);
        Assert.Equal(255, Stretch.Of(["gray"], [7, 255], 2, isByte: true, null).High[0]);
        // Missing pixels are not part of the range.
        Assert.Equal(5, Stretch.Of(["gray"], [-9999, 5, 6, float.NaN], 4, isByte: false, noData: -9999).Low[0]);
    }

    [Fact]
    public void Differences_of_change_say_what_was_found_falsely_found_and_missed()
    {
        var image = new SheetPicture(5, 1, [.. Enumerable.Repeat(Rgb.Ink, 5)]);
        var change = new Difference(isChange: true);
        var drawn = change.Draw(image, [1, 0, 1, 0, -1], [1, 1, 0, 0, 1]);
        Assert.Equal([Rgb.Right, Rgb.Alarm, Rgb.Missed], drawn.Pixels.Take(3));
        Assert.Equal(Rgb.Nothing, drawn.Pixels[4]);
        Assert.Equal("F1 50.0 %", change.Describe([1, 0, 1, 0, -1], [1, 1, 0, 0, 1]));
        var classes = new Difference(isChange: false);
        Assert.Equal(Rgb.Wrong, classes.Draw(image, [2, 0, 1, 0, -1], [1, 0, 1, 0, 1]).Pixels[0]);
        Assert.Equal("75.0 % right", classes.Describe([2, 0, 1, 0, -1], [1, 0, 1, 0, 1]));
    }
}
