using Skylite.Workbench.Previews;

namespace Skylite.Tests.Previews;

public sealed class PixelFontTests
{
    [Fact]
    public void Every_printable_character_has_a_shape_of_its_own()
    {
        var shapes = Enumerable.Range(' ', 95).Select(c => string.Concat(Dots((char)c).Select(d => d ? '#' : '.'))).ToArray();
        Assert.Equal(95, shapes.Distinct().Count());
        Assert.DoesNotContain('#', shapes[0]);
        Assert.All(shapes.Skip(1), s => Assert.Contains('#', s));
    }

    [Fact]
    public void Letters_look_like_letters()
    {
        Assert.Equal(["#####", "..#..", "..#..", "..#..", "..#..", "..#..", "..#..", "....."], Show('T'));
        Assert.Equal(["#....", "#....", "#....", "#....", "#....", "#....", "#####", "....."], Show('L'));
        Assert.Equal(Dots('?'), Dots('語'));
        Assert.Equal(11, PixelFont.Measure("ab"));
        Assert.Equal(11, PixelFont.Measure("ß"));
        Assert.Equal((1, 1, 2), (PixelFont.Fitting(0), PixelFont.Fitting(10), PixelFont.Fitting(11)));
    }

    private static bool[] Dots(char letter) =>
        [.. Enumerable.Range(0, PixelFont.Width * PixelFont.Height).Select(i => PixelFont.HasDot(letter, i % PixelFont.Width, i / PixelFont.Width))];

    private static string[] Show(char letter) => [.. Dots(letter).Chunk(PixelFont.Width).Select(row => string.Concat(row.Select(d => d ? '#' : '.')))];
}
