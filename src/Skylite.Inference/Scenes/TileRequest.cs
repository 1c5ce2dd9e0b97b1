namespace Skylite.Inference.Scenes;

/// <summary>A tile to run.</summary>
/// <param name="Panel">Its panel.</param>
/// <param name="Row">Its row of tiles.</param>
/// <param name="Column">Its column of tiles.</param>
/// <param name="X">Its first column in the scene.</param>
/// <param name="Y">Its first row in the scene.</param>
/// <param name="EndsRow">Whether it is the last of its row in its panel.</param>
internal readonly record struct TileRequest(int Panel, int Row, int Column, int X, int Y, bool EndsRow);
