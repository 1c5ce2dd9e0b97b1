namespace Skylite.Imagery.Maps;

/// <summary>Pixels of one class that touch along edges.</summary>
/// <param name="Class">The class.</param>
/// <param name="Row">Row of its first pixel from the top.</param>
/// <param name="Column">Column of the leftmost pixel in that row.</param>
/// <param name="Pixels">Number of its pixels.</param>
/// <param name="Area">The sum of their areas.</param>
/// <param name="Probability">The sum of their probabilities.</param>
public readonly record struct MapRegion(byte Class, int Row, int Column, long Pixels, double Area, double Probability)
{
    /// <summary>Both regions as one, which begins at the earlier pixel.</summary>
    /// <param name="other">A region of the same class.</param>
    public MapRegion With(MapRegion other)
    {
        var isEarlier = (Row, Column).CompareTo((other.Row, other.Column)) <= 0;
        return new MapRegion(
            Class,
            isEarlier ? Row : other.Row,
            isEarlier ? Column : other.Column,
            Pixels + other.Pixels,
            Area + other.Area,
            Probability + other.Probability);
    }
}
