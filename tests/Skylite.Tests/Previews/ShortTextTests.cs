using Skylite.Workbench.Previews;

namespace Skylite.Tests.Previews;

public sealed class ShortTextTests
{
    [Theory]
    [InlineData("forest", 6, "forest")]
    [InlineData("forest", 5, "fo...")]
    [InlineData("dry forest", 7, "dry...")]
    [InlineData("forest", 3, "for")]
    [InlineData("masks/austin_0001_0002_0003.tif", 20, "masks/au..._0003.tif")]
    [InlineData("masks/austin_0001_0002_0003.tif: water 40 %", 30, "masks/a...0003.tif: water 40 %")]
    [InlineData("RiverLakes: Industry?", 19, "River...: Industry?")]
    [InlineData("forest: a land under trees that goes on and on", 20, "forest: ...on and on")]
    public void Beginnings_and_ends_of_names_stay_and_dots_say_that_something_is_missing(string text, int letters, string shown)
    {
        var made = ShortText.Of(text, letters);
        Assert.InRange(made.Length, 1, letters);
        Assert.Equal(shown, made);
    }
}
